"""Figures that were asked for one after the other + what is made of them -> the full question in words."""

from bot.reading.phrases import years_phrase
from bot.talks.asked_before import Atom, varies_in
from store.facts.catalogue import Catalogue
from store.forms.form import Form


def question_of(atoms: list[Atom], wanted: str, catalogue: Catalogue, form: Form) -> str:
    """The words of the full question; empty where there is none."""
    varies = varies_in(atoms)
    if not varies or (atoms[0].whole is not None and wanted in ("sum", "mean")):
        return ""
    first, last = atoms[0], atoms[-1]
    name, what = catalogue.name(first.body), first.phrase(form)
    if varies == "bodies":
        names = "、".join(catalogue.name(atom.body) for atom in atoms)
        if wanted == "ratio":
            times = f"{name}{first.year}年{what}是{catalogue.name(last.body)}的几倍"
            return times if len(atoms) == 2 else ""
        if wanted == "difference" and len(atoms) != 2:
            return ""
        end = {"sum": "合计", "mean": "平均", "least": "谁少", "list": "分别多少"}.get(wanted, "谁多")
        return f"{names}{first.year}年{what}{end}"
    if varies == "years":
        years = years_phrase(sorted(atom.year for atom in atoms))
        if wanted in ("difference", "ratio"):
            older, newer = sorted((first.year, last.year))
            end = {"difference": f"比{older}年{what}增加多少", "ratio": f"{what}是{older}年的几倍"}[wanted]
            return f"{name}{newer}年{end}" if len(atoms) == 2 else ""
        of_years = {"sum": "合计", "mean": "平均", "most": "哪年最多", "least": "哪年最少", "list": "分别多少"}
        return f"{name}{years}{what}{of_years[wanted]}"
    phrases = [atom.phrase(form) for atom in atoms]
    if wanted in ("difference", "ratio"):
        between = {"difference": "比{}多多少", "ratio": "是{}的几倍"}[wanted].format(phrases[-1])
        return f"{name}{first.year}年{phrases[0]}{between}" if len(atoms) == 2 else ""
    ends = {"sum": "合计", "most": "哪个最多", "least": "哪个最少", "list": "分别多少"}
    return f"{name}{first.year}年{'、'.join(phrases)}{ends[wanted]}" if wanted in ends else ""
