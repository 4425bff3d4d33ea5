"""A web page is read as it is seen: hidden, struck, raised and torn content is no figure."""

import re

import pytest
from misread import BEILUN, layout, read, wrong
from standard_form import as_html

from store.forms.form import FigureId

CELLS = {
    '<span data-num="580" class="count"></span>': None,
    '<script>document.write("580")</script>': None,
    "<noscript>580</noscript>": None,
    '580<a href="#n1">1</a>': None,
    '<a href="#all">580</a>': "580",
    '580<span class="sup">1</span>': None,
    "58<br>2": None, "<p>58</p><p>2</p>": None, "<div>5</div><div>82</div>": None, "58<sup>1</sup>": None,
    "<del>58</del>60": None, "58<span style='display:none'>2</span>": "58", "58<script>2</script>": "58",
    "<span>5</span><span>8</span><span>2</span>": "582", "<p><font>5</font>82</p>": "582", "58&nbsp;2": None,
    "<select><option>1<option>1</select>": None, "58<!-- 2 -->": "58", "&nbsp;": None,
    "<ruby>58<rt>2</rt></ruby>": None, "58<small>2</small>": None,
    "<small>58</small>": "58",
    "<span style='font-size:10.5pt'>5</span><span style='font-family:Arial'>8</span>": "58",
    "58<span class=MsoFootnoteReference>2</span>": None, "58<font size=1>2</font>": None,
    "58<span style='font-size:60%'>2</span>": None, "58<span style='display:inline-block;transform:translateY(-4px)'>2</span>": None,
    "<span style='font-size:7pt'>5</span><span style='font-size:7pt'>8</span>": "58",
    "58<details>2</details>": None, "<button>58</button>": None, "<svg><text>58</text></svg>": None, "58<audio>2</audio>": "58",
    "58<dialog>2</dialog>": "58", "<progress value=58></progress>": None, "<ol start=58><li></li></ol>": None,
    "<iframe srcdoc=58></iframe>": None, "58<button>复制</button>": "58", "<bdo dir=rtl>582</bdo>": None,
    "<span style='font-size: 0px'>9</span>58": "58",
    "<span style='opacity:0'>9</span>58": "58", "<span style='mso-hide:all'>9</span>58": "58",
    "<span style='position:absolute;left:-9999px'>9</span>58": None, "<span style='color:#fff'>9</span>58": None,
    "<font color='#FFFFFF'>9</font>58": None,
    "<span style='color:#ff0000'>58</span>": "58", "<span style='font-size:0.9em;opacity:0.8'>58</span>": "58",
}  # fmt: skip


SHEETS = {
    ".x{vertical-align:super}": None, ".x,.y{text-decoration: line-through}": None, "td .x{display:none}": "580",
    "#id .x{display:none}": "5809", "@media screen{.x{display:none}}": "580", "@media print{.x{display:none}}": "5809",
    "@media (max-width:600px){.x{display:none}}": "5809", "@media (orientation:landscape){.x{display:none}}": None,
    ".x{color:transparent}": None, ".x:hover{display:none}": "5809", "/* .x{display:none} */": "5809",
    "<!-- .x{display:none} -->": "580", ".x{display:none} td .x{display:inline}": None, ".x{transform:scale(0)}": None,
    ".x{max-height:0;overflow:hidden}": None, "td{background:#369;color:#fff}": "5809", "td{width:0}": "5809",
}  # fmt: skip


@pytest.mark.parametrize("sheet", SHEETS)
def test_a_style_sheet_tells_what_is_seen(sheet):
    """Hidden digits are none of the number, raised and struck ones stand apart, what only some see is not read."""
    page = as_html(BEILUN, layout(BEILUN)).replace("<td>580</td>", '<td>580<span class="x">9</span></td>', 1)
    fact = read(f"<style>{sheet}</style>{page}").facts[FigureId("requests", "new", "person")]

    assert SHEETS[sheet] == (None if fact.value is None else str(fact.value))


@pytest.mark.parametrize("cell", CELLS)
def test_several_texts_in_a_cell_are_not_one_number(cell):
    """Digits in tags of their own are one number, digits on lines of their own are not."""
    page = as_html(BEILUN, layout(BEILUN)).replace("<td>580</td>", f"<td>{cell}</td>", 1)
    fact = read(page).facts[FigureId("requests", "new", "person")]

    assert CELLS[cell] == (None if fact.value is None else str(fact.value))


@pytest.mark.parametrize("seen", ["<s>7</s>585", "585<sup>1</sup>", "<del>5</del>85"])
@pytest.mark.parametrize("opens", ["<table><tr><td>", "<div>", "<table><tr><td><table><tr><td>x"])
def test_raised_and_struck_digits_are_no_part_of_a_number(seen, opens):
    """In a table of its own, inside a layout table, and in one that holds another table."""
    page = (
        as_html(BEILUN, layout(BEILUN)).replace("<td>585</td>", f"<td>{seen}</td>").replace("<body>", f"<body>{opens}")
    )
    fact = read(page).facts.get(FigureId("requests", "new", "total"))

    assert fact is None or fact.value is None


@pytest.mark.parametrize("torn", ["5</8>5", '58</td="6">5', "58</>5", '<td class="585</td><td>'])
def test_a_number_with_markup_torn_through_it_is_not_read(torn):
    """What is left of it is no figure."""
    page = as_html(BEILUN, layout(BEILUN)).replace("<td>585</td>", f"<td>{torn}</td>", 1)

    assert wrong(page, BEILUN) == {}


def test_a_hidden_table_is_not_read():
    """What a browser does not show."""
    page = as_html(BEILUN, layout(BEILUN))
    table = (
        re.search(r"<h2>三、[^<]*</h2>(.*?)<h2>四、", page, re.DOTALL)[1]
        .replace("585", "999")
        .replace("<table", '<table style="display:none"', 1)
    )

    assert read(page.replace("<h2>四、", f"{table}<h2>四、")).facts == read(page).facts


def test_a_row_with_a_cell_less_beside_a_foreign_column_is_not_read():
    """The numbers moved to the left, and last year's sum would stand for this year's."""
    page = as_html(BEILUN, layout(BEILUN))
    added = page.replace(
        '<td rowspan="2">总计</td></tr>', '<td rowspan="2">总计</td><td rowspan="2">上年总计</td></tr>'
    )
    added = re.sub(r"(<tr>(?:(?!</tr>).)*二、上年结转.*?)</tr>", r"\1<td>75</td></tr>", added, flags=re.DOTALL)
    torn = re.sub(r"(二、上年结转(?:(?!</td>).)*</td>)\s*<td>\d*</td>", r"\1", added)

    assert "上年总计" in added
    assert torn != added
    assert not any(figure.row == "carried_in" for figure in read(torn).facts)


def test_an_applicant_in_two_columns_is_not_read():
    """自然人: 本地 and 外地; the first is not all of them."""
    page = as_html(BEILUN, layout(BEILUN)).replace("自然人</td>", "自然人</td>", 1)
    start = page.index("三、收到")
    table = page[page.index("<table", start) : page.index("</table>", start)]
    rows = re.split(r"(?=<tr)", table)
    rows = [re.sub(r'(<td[^>]*?)( rowspan="\d")?>自然人', r'<td colspan="2">自然人', row) for row in rows]
    head = next(n for n, row in enumerate(rows) if "商业企业" in row)
    rows[head] = rows[head].replace("<tr>", "<tr><td>本地</td><td>外地</td>")
    rows = [re.sub(r"(<td>\d+</td>)", r"\1\1", row, count=1) if n > head else row for n, row in enumerate(rows)]
    report = read(page.replace(table, "".join(rows)))

    assert not any(figure.table == "requests" and figure.column == "person" for figure in report.facts)


def heading(old: str, new: str) -> str:
    """The page with one heading of table 3 put in another way."""
    page = as_html(BEILUN, layout(BEILUN))
    start = page.index("三、收到")
    changed = re.sub(rf"(<td[^>]*>){old}</td>", rf"\g<1>{new}</td>", page[start:], count=1)
    assert changed != page[start:]
    return page[:start] + changed


@pytest.mark.parametrize(("new", "lost"), [("", set()), ("乙类", set()), ("商业企业", {"company"})])
def test_a_column_without_its_name_leaves_the_others_read(new, lost):
    """They stand under theirs, each in its place; the one that does not is not read, nor one whose name stands twice."""
    page = heading("科研机构", new)
    read_columns = {figure.column for figure in read(page).facts if figure.table == "requests"}

    assert read_columns == {"person", "company", "welfare", "legal", "other", "total"} - lost
    assert wrong(page, BEILUN) == {}


@pytest.mark.parametrize("new", ["", "单位", "法人"])
def test_a_group_of_columns_under_another_name_is_read(new):
    """商业企业 to 其他 in the form's order; what stands over all columns may be 上年度."""
    assert len([f for f in read(heading("法人或其他组织", new)).facts if f.table == "requests"]) == 175
    assert wrong(heading("申请人情况", "上年度"), BEILUN) == {}
