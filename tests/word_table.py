"""Which words share which figures, from the data files: `python tests/word_table.py` writes the table anew."""

from pathlib import Path

from bot.reading.phrases import label
from bot.targets.target import target_of
from store.forms.form_files import FORMS, load_form

FORM = load_form()
PATH = FORMS / "disclosure" / "shared_words.md"
HEAD = """# 一个词、几个意思

由数据文件生成（`make words`），不要手改。左边的词单独说时不止一个意思：反问，或者按旁边的量词、别的词定下来。

"""


def table() -> str:
    """The words with several meanings, the words that stand for several rates, and what no cell counts."""
    lines = [HEAD, "| 词 | 可能是 | 由量词定 |", "|---|---|---|"]
    for ambiguity in FORM.ambiguities:
        if len(ambiguity.choices) < 2:
            continue
        choices = "；".join(label(target_of(choice, FORM), FORM) for choice in ambiguity.choices)
        units = "；".join(f"{u}：{label(target_of(c, FORM), FORM)}" for u, c in ambiguity.by_unit.items())
        lines.append(f"| {'、'.join(ambiguity.words)} | {choices} | {units} |")
    lines += ["", "## 一个词、几个率一起答", "", "| 词 | 率 |", "|---|---|"]
    lines += [f"| {word} | {'；'.join(FORM.rates[i].name for i in ids)} |" for word, ids in FORM.several_rates.items()]
    lines += ["", "## 常被问到、报告里没有的", "", "| 词 | 为什么没有 | 相近的 |", "|---|---|---|"]
    for missing in FORM.missing:
        near = "；".join(label(target_of(choice, FORM), FORM) for choice in missing.nearest)
        lines.append(f"| {'、'.join(missing.words)} | {missing.note} | {near} |")
    return "\n".join(lines) + "\n"


if __name__ == "__main__":
    Path(PATH).write_text(table(), "utf-8")
