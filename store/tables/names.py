"""Form -> which texts are labels of rows, of columns, or of groups above them, in any of its layouts."""

import re
from collections.abc import Collection
from functools import cache

from store.document import squeeze
from store.forms.form import Form
from store.readers.cells import is_value
from store.tables.labels import fits, is_numbered, normal, same_number

UNIT = re.compile(r"(?:单位[:：为]?\s*|[(（]\s*)(亿元|百万元|万元|千元|元|万件|千件|万个|个|件|项)\s*(?=[)）]|$|[，,])")
JOINT = re.compile(
    r"(?P<group>[（(][一二三四五六七][）)][^\d\s—–－\-:：·/、，,>]{2,8})[\s—–－\-:：·/、，,>]+(?P<row>\d{1,2}[.、．].+)",
    re.DOTALL,
)
RESULTS = re.compile(
    r"(?P<group>三、本年度?办理结果)[\s—–－\-:：·/、，,>]+(?P<rest>[（(][一二三四五六七][）)].+)", re.DOTALL
)
REMARK = re.compile(r"[（(]([^（）()]*)[)）]")
ANOTHER = re.compile(r"[上去往历前]年|20\d\d|截[至止]|累计|其中|不(?:包含|含|包括)|除|[减免]|线上|网上|简易")
HOLDS = "含"
EXPLAINS = re.compile(r"^(?:指|即|比|较|与|同)")  # 上一年项目数量（指2019年事项数）
COUNTS = ("件", "个", "项")  # whole numbers of things, whatever they are called
LONGEST, MOST_KNOWN = 60, 10_000  # characters of a label; texts remembered


def _unit(label: str) -> str:
    found = UNIT.search(label)
    return found.group(1) if found else ""


def _narrower(printed: str, official: str, labels: Collection[str]) -> str:
    """What a remark makes of a label that the form does not: 行政许可（上年）, 予以公开（其中免费提供）, 其他（含自然人）."""
    remarks = [squeeze(remark) for remark in REMARK.findall(printed)]
    if held := next((remark for remark in remarks if remark.startswith(HOLDS) and remark[1:] in labels), ""):
        return held
    return next(
        (
            remark
            for remark in remarks
            if ANOTHER.search(remark) and not EXPLAINS.match(remark) and remark not in squeeze(official)
        ),
        "",
    )


@cache
def names_of(form: Form) -> "Names":
    """The labels of a form, made once."""
    return Names(form)


class Names:
    """The labels of a form by their normal form."""

    def __init__(self, form: Form) -> None:
        blocks = [b for lay in form.layouts.values() for bs in lay.blocks.values() for b in bs]
        self.rows = {normal(path[-1]): path for b in blocks for _, paths in b.rows for path in paths}
        self.first = {normal(p[-1]): normal(paths[0][-1]) for b in blocks for _, paths in b.rows for p in paths}
        above = [path[:-1] for b in blocks for _, paths in b.rows for path in paths if len(path) > 1]
        self.groups = {normal(part): tuple(map(normal, path[:i])) for path in above for i, part in enumerate(path)}
        labels = [path for b in blocks for _, paths in b.columns for path in paths]
        self.columns = {normal(part) for path in labels for part in path} | {normal(b.title) for b in blocks}
        printed = (*(part for path in (*above, *labels) for part in path), *(path[-1] for path in self.rows.values()))
        self.official = {normal(label): label for label in (*printed, *(b.title for b in blocks))}
        self.squeezed = tuple(map(squeeze, self.official.values()))
        self.known: dict[str, str] = {}  # what the texts met so far mean

    def meant(self, text: str) -> str:
        """The normal form of the label that a text is; of a damaged one, where it can be one only; else the text's own."""
        if text.isdecimal() and text.isascii():
            return text  # most cells: a number is no label, and there are too many to be remembered
        if text not in self.known:
            if len(self.known) > MOST_KNOWN:
                self.known.clear()
            self.known[text] = self._meant(text)
        return self.known[text]

    def _meant(self, text: str) -> str:
        name = normal(text)
        if name in self.official and (unit := _unit(text)) not in ("", *COUNTS) and unit != _unit(self.official[name]):
            return f"{name}（{unit}）"  # the same label over numbers of another size
        if name in self.official and (narrower := _narrower(text, self.official[name], self.official)):
            return f"{name}（{narrower}）"
        if name in self.official or not 1 < len(text) <= LONGEST or is_value(text):
            return name
        fitting = (known for known, label in self.official.items() if fits(text, label))
        found = list(
            dict.fromkeys(self.first.get(known, known) for known in fitting)
        )  # other spellings are the same row
        sure = len(found) == 1 and same_number(text, self.official[found[0]])
        return found[0] if sure else name

    def is_row(self, text: str, groups: tuple[str, ...]) -> bool:
        """Whether the text is a row's label here.  其他 and 总计 name columns too: as rows they carry their number."""
        name = self.meant(text)
        path = self.rows.get(name)
        if path is None or name not in self.columns:
            return path is not None
        if not is_numbered(text) or not same_number(text, path[-1]):
            return False
        return tuple(map(normal, path[:-1])) == groups[: len(path) - 1]

    def apart(self, text: str) -> tuple[str, ...]:
        """（三）不予公开—1.属于国家秘密, 三、本年度办理结果-（一）予以公开: the labels of the groups and that of the row in them; a text
        that is no such path as it is."""
        whole = RESULTS.fullmatch(text) if text[:2] == "三、" else None
        if whole is not None:
            inside = self.apart(whole["rest"])
            known = len(inside) > 1 or normal(inside[0]) in self.rows or normal(inside[0]) in self.groups
            return (whole["group"], *inside) if known else (text,)
        found = JOINT.fullmatch(text) if text[:1] in "（(" else None
        if found is None or normal(found["group"]) not in self.groups or normal(found["row"]) not in self.rows:
            return (text,)
        return found["group"], found["row"]

    def knows(self, text: str) -> bool:
        """Whether a text is a label of any kind, letter for letter."""
        return normal(text) in self.official

    def is_header(self, text: str, groups: tuple[str, ...]) -> bool:
        return self.meant(text) in self.columns and not self.is_row(text, groups)

    def group(self, text: str) -> tuple[str, ...] | None:
        """The groups that open with a text: its own, or those that a row of one place only stands in."""
        name = self.meant(text)
        if name in self.groups:
            return (*self.groups[name], name)
        path = self.rows.get(name, ())
        return tuple(map(normal, path[:-1])) if len(path) > 2 and name not in self.columns else None
