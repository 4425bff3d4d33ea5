"""A text that may be a report's title -> the body and the year it names.

A title is a line (or lines that belong together) that is nothing but body, year and the report's name."""

import re
from dataclasses import dataclass
from pathlib import PurePath

from store.agencies.agency import Gazetteer

LONGEST = 70  # characters of a title
NARROW = {code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)}
YEAR = r"(?<!\d)(?P<year>20(?:0[89]|[1-4]\d)|二[〇零○][〇零○一二三四][〇零○一二三四五六七八九])(?!\d)(?:年报)?年?(?:年?度)?的?"
NAME = r"[^，。；！？、,;!?\d()]{2,30}?"
SUBJECT = r"(?:政府信息公开|信息公开|政务公开)(?:工作)?(?:情况)?(?:年度|年)?(?:工作)?(?:情况)?的?(?:年度|度)?(?:报告|年报|\.\.\.|…)"
HALF = r"政府信息公开(?:工作)?"  # 政府信息公开2020年度报告
TAIL = r"(?:20\d\d[年-]\d{1,2}[月-]\d{1,2}日?|\([^()]{0,20}\)|[-_|—－].{0,30})?"
TITLES = (
    re.compile(rf"(?P<name>{NAME})?{YEAR}(?P<rest>{NAME})??(?P<subject>{SUBJECT}){TAIL}"),
    re.compile(rf"(?P<name>{NAME})(?P<subject>{SUBJECT})\(?{YEAR}\)?"),
    re.compile(rf"(?P<name>{NAME})(?P<subject>{HALF}){YEAR}(?:工作)?报告"),
    re.compile(rf"(?P<subject>{SUBJECT})(?P<name>{NAME})\({YEAR}\)"),
    re.compile(rf"{YEAR}(?P<subject>{SUBJECT})(?:\((?=.*\)))?(?P<name>{NAME})\)?"),
    re.compile(rf"(?P<subject>{SUBJECT})\({YEAR}\)(?P<name>{NAME})"),
)
YEARLESS = re.compile(rf"(?P<name>{NAME})(?P<subject>{SUBJECT})")
LINK = re.compile(r"[上下]一[篇条页年]|相关链接|相关阅读|上年度?报告")
BEFORE = re.compile(
    r"^(?:(?:信息|文件)?(?:名称|标题)[:：]|附件?\d*[:：]|\([一二三四五六七八九十\d]{1,3}\)|\d{4,}[年月日]?|\d+[年月日\-/.:、]|[\s\-/.:]+|[【\[#*《]+"
    r"|现将|关于(?:印发|公布|发布)?|P\.\d+)+"
)
TAG = re.compile(r"^[【\[][^】\]]{1,8}[】\]](?=.)")  # 【年报】
ALSO = re.compile(
    r"\((?!本级|本机关|本部|20)[^()]{3,24}(?:局|委员会|办公室|中心|委|办|馆|总队|支队)\)(?=.)"
)  # a second name of the body
OWN_PART = re.compile(r"\((?:机关)?(本级|本机关|本部)\)(?=.)")
FREE_TRADE = re.compile(r"(?<=中国)\(([\u4e00-\u9fff]{2,4})\)(?=自由贸易)")
MARKS = str.maketrans("", "", "#* ")
BRACKETS = str.maketrans("（）【】", "()  ")
NO_BODY = re.compile(
    r"星期[一二三四五六日天]|上一篇|下一篇|上一条|下一条|链接|首页|印发|根据|修订|按照|附件|会议|转发|格式|条例|网站|党务|目录|名称|标题|年度报告|年报|^[我本](?:省|市|区|县|州|旗|镇|乡|局|委|办|厅|署|部|处|院|所|站|馆|校|队|行|社|会|单位|机关|级|中心|公司|街道)|^(?:省|市|区|县|镇|乡)?(?:政府)?信息公开"
)
BODY = re.compile(
    r"(?:省|市|区|县|州|盟|旗|镇|乡|街道|政府|局|委|办|厅|署|部|处|会|院|所|站|队|中心|海关|公司|集团|学校|大学|厂|组|社|台|馆|室|[银分支]行|中学|小学|学院|幼儿园|协会|本级|本机关|本部)$"
)
# The site's name before the body's own: 宣城市人民政府 + 市民政局, 宣城市人民政府 + 教育局
SITE_NAME = re.compile(r"(?<=[省市区县旗])人民政府(?=[^办研驻信].*(?:局|委|委员会|厅|镇|乡|街道|中心|人民政府)$)")
SITE_LEVEL = re.compile(r"([省市区县])人民政府\1(?![场中])(?=.*(?:局|委|委员会|厅|办|中心)$)")
OF_THE_STATE = re.compile(r"^中华人民共和国(?=.{2,8}(?:海关|海事局|边检站|边防检查站)$)")  # 中华人民共和国湛江海关
ISSUED = re.compile(r"^.{4,}?(?:政府|办公[室厅]|委员会|局)关于(?=.{2})")  # 北仑区人民政府办公室关于北仑区2023年…
REPORTED = re.compile(r"\((20\d\d)年度\)$")
DIGITS = str.maketrans("〇零○一二三四五六七八九", "000123456789")


@dataclass(frozen=True, slots=True)
class Title:
    """`name` is empty where the title names no body; `year` has four digits."""

    name: str
    year: str
    text: str


def file_title(name: str) -> str:
    """A file's name as a title: 北仑区2024.html -> 北仑区2024政府信息公开工作年度报告."""
    stem = re.sub(r"^\d{6,8}(?=\D)|\(\d+\)$|[\s_-]+", "", PurePath(name).stem.split(".")[0])
    return stem if re.search(SUBJECT, stem) else f"{stem}政府信息公开工作年度报告"


def read_title(text: str, gazetteer: Gazetteer, *, yearless: bool = False) -> Title | None:
    """A text that is a title from end to end; its name is empty where it holds none that can be a body's.

    With `yearless` one without a year, which says less."""
    if "公开" not in text or len(text) > LONGEST or "\ufffd" in text or "\x00" in text or LINK.search(text):
        return None
    flat = OWN_PART.sub(r"\1", TAG.sub("", text.strip("《》“”")).translate(NARROW).translate(BRACKETS)).translate(MARKS)
    flat = ALSO.sub("", FREE_TRADE.sub(r"\1", flat))
    candidates = (flat, BEFORE.sub("", flat))
    patterns = (YEARLESS,) if yearless else TITLES
    found = [
        title for p in patterns for t in candidates if (m := p.fullmatch(t)) and (title := _title(m, text, gazetteer))
    ]
    return next((title for title in found if title.name), found[0] if found else None)


def _title(match: re.Match[str], text: str, gazetteer: Gazetteer) -> Title:
    found = match.groupdict()
    names = [_name(part, match["subject"]) for part in (found.get("rest") or "", found["name"] or "")]
    name = next((n for n in names if n and _is_agency(n, gazetteer)), "")
    if name.startswith("度") and gazetteer.chain(name[1:])[0]:
        name = name[1:]  # 2022-2023年度衢州市审计局
    year = found.get("year") or ""
    if (reported := REPORTED.search(match.group())) is not None:  # 2025年…报告（2024年度）
        year = reported[1]
    year = year if year.isdigit() or not year else year.replace("二", "2", 1).translate(DIGITS)
    return Title(name, year, text)


def _name(part: str, subject: str) -> str:
    """The body in a part of a title; 政府 is shared by 人民政府 and 政府信息公开."""
    name = re.split(r"[:：_|]", BEFORE.sub("", part))[-1].removeprefix("年度").removesuffix("关于").strip("-—_|>《")
    name = SITE_NAME.sub("", SITE_LEVEL.sub(r"\1", ISSUED.sub("", OF_THE_STATE.sub("", name))))
    return name + "政府" if name.endswith("人民") and subject.startswith("政府") else name


def is_body(name: str) -> bool:
    """Whether a text can be a body's name: it ends like one and is no link, heading or 我局."""
    return BODY.search(name) is not None and NO_BODY.search(name) is None


def _is_agency(name: str, gazetteer: Gazetteer) -> bool:
    if NO_BODY.search(name):
        return False
    places, rest = gazetteer.chain(name)
    known = bool(places) and (not rest or BODY.search(rest) is not None)
    return known or (is_body(name) and len(name.removesuffix("政府")) > 2)
