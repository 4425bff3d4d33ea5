"""全市 said of one body: its own report, which is told; what all bodies in the area make together, where a sum is asked; or, of a
department of before, the area's own report."""

from dataclasses import replace

from bot.question.meanings import AreaWord
from bot.question.word import Word
from bot.reading.reader import Reader
from bot.reading.readings import Choice, Fields, Reading, Unclear
from bot.reading.refusals import refused
from store.agencies.agency import GOVERNMENT

BELOW = {"省": "各市", "市": "各区县"}
SUMS = ("total_of",)


def own_or_all(reader: Reader) -> Reading | None:
    """宁波全市2025年新收加起来: of the city's report, or of all reports of its districts?"""
    area, body = _area(reader), _one_body(reader)
    if area is None or body is None:
        return None
    if not body.endswith(f"/{GOVERNMENT}"):
        return None if reader.asked.named else refused(reader.words, f"换成“{area.text}”接着问（请把单位的名称说全）")
    below, sums = BELOW.get(area.text.removeprefix("全"), ""), [w for w, m in reader.asked.operations if m.id in SUMS]
    if not below or not sums or reader.asked.ids - {*SUMS, "how_many", "within"}:
        return None
    text, name = reader.words.text, reader.name(body)
    own = "".join(text.split(area.text))
    for word in sums:
        own = own.replace(word.text, "")
    choices = (Choice(f"{name}自己的报告", own), Choice(f"{below}的报告加起来", text.replace(area.text, below)))
    return Unclear(f"“{area.text}”是{name}自己的报告，还是{below}的报告加起来？", choices)


def with_whole_area_told(reading: Reading, reader: Reader) -> Reading:
    """宁波全市2025年新收 is answered from the city's report alone; so is 浙江 after 全省新收, which was asked back of whom."""
    area = _area(reader)
    said = area.text if area is not None else reader.earlier.area if reader.earlier is not None else ""
    if said and isinstance(reading, Unclear) and reading.about is not None and not reading.about.bodies:
        return replace(reading, about=replace(reading.about, area=said))
    if not said or not isinstance(reading, Fields) or reading.group is not None or len(reading.bodies) != 1:
        return reading
    if area is None and "figure" not in reading.kept:
        return reading
    name = reader.name(reading.bodies[0])
    note = f"“{said}”取的是{name}自己的报告，没有加上别的报告。"
    return replace(reading, notes=(*reading.notes, note), area=said if area is None else "")


def _area(reader: Reader) -> Word | None:
    return next((word for word in reader.words.words if isinstance(word.meanings[0], AreaWord)), None)


def _one_body(reader: Reader) -> str | None:
    bodies = reader.bodies() if not reader.asked.groups else ()
    return bodies[0] if isinstance(bodies, tuple) and len(bodies) == 1 else None
