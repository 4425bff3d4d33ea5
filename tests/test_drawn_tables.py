"""Tables drawn with + - | between their cells, as converters draw them."""

from store.document import Grid
from store.readers.from_text import blocks_of

DRAWN = """
+----------------+----------+----------+
| 信息内容       | 本年制发 | 本年废止 |
|                | 件数     | 件数     |
+================+==========+==========+
| 规章           | 12       |          |
+----------------+----------+----------+
| 三、办理结果   | 予以公开 | 7        |
|                +----------+----------+
|                | 部分公开 | 1        |
|                |          | 2        |
+----------------+----------+----------+
"""


def grid(text: str) -> Grid:
    (found,) = (block for block in blocks_of(text) if isinstance(block, Grid))
    return found


def test_lines_of_a_cell_are_one_text():
    assert [cell.text for cell in grid(DRAWN).rows[0]] == ["信息内容", "本年制发件数", "本年废止件数"]


def test_a_blank_cell_is_blank_in_its_column():
    assert [(cell.text, cell.column) for cell in grid(DRAWN).rows[1]] == [("规章", 0), ("12", 1), ("", 2)]


def test_a_cell_that_no_rule_ends_goes_on_below_it():
    above, below = grid(DRAWN).rows[2:]

    assert (above[0].text, above[0].down) == ("三、办理结果", 2)
    assert [(cell.text, cell.column) for cell in below] == [("部分公开", 1), ("1\n2", 2)]


def test_a_number_over_two_lines_is_no_number():
    """1 over 2 may be 12, or two numbers."""
    assert grid(DRAWN).rows[3][-1].text == "1\n2"


def test_bars_that_do_not_stand_under_one_another_are_rows_of_bars():
    """Nothing is lost: each line is a row, as in any text with bars."""
    moved = DRAWN.replace("| 规章           | 12       |          |", "| 规章 | 12 | 3 |")

    assert any(
        "12" in cell.text for block in blocks_of(moved) if isinstance(block, Grid) for row in block.rows for cell in row
    )
