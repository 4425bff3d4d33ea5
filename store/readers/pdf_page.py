"""A page of a PDF as it is seen: without what is drawn invisibly (the text that lies under a scan), slanted across the page (a
watermark), or twice (bold); and which of its digits may not count."""

from typing import Any

from pdfminer.layout import LTChar
from pdfminer.pdfinterp import PDFPageInterpreter
from pdfplumber.page import PDFPageAggregatorWithMarkedContent
from pdfplumber.utils.exceptions import PdfminerException

UNSEEN = (3, 7)  # text rendering modes: neither filled nor stroked (ISO 32000-1, table 106)
SLANT = 0.1  # of a character's width that its foot rises; a page that was scanned aslant has less
MIDDLE = (0.3, 0.7)  # of a digit's height: a line there strikes it out
THIN = 2.0  # points of a rectangle that is a line


def as_seen(page: Any) -> Any:
    """The page of pdfplumber with the characters that can be seen, each once; raises PdfminerException."""
    device = _Seen(page.pdf.rsrcmgr, pageno=page.page_number, laparams=page.pdf.laparams)
    try:
        PDFPageInterpreter(page.pdf.rsrcmgr, device).process_page(page.page_obj)
    except Exception as error:  # as pdfplumber does: a broken page breaks anywhere in the interpreter
        raise PdfminerException(error) from error
    page._layout = device.get_result()  # noqa: SLF001 - what Page.layout keeps of its own device
    return page.dedupe_chars()


def doubtful_digits(page: Any) -> list[Any]:
    """White ones, which nobody sees on paper, and those that a line strikes out."""
    lines = [edge for edge in (*page.lines, *page.rects) if edge["bottom"] - edge["top"] <= THIN]
    digits = [sign for sign in page.chars if sign["text"].isdigit()]
    return [sign for sign in digits if _is_white(sign) or any(_strikes(line, sign) for line in lines)]


def _is_white(sign: Any) -> bool:
    """On a dark ground nobody prints these tables."""
    color = sign["non_stroking_color"]
    parts = tuple(color) if isinstance(color, list | tuple) else (color,)
    return parts in ((1,), (1, 1, 1), (0, 0, 0, 0))


def _strikes(line: Any, sign: Any) -> bool:
    at = (line["top"] + line["bottom"]) / 2 - sign["top"]
    height = sign["bottom"] - sign["top"]
    across = line["x0"] < (sign["x0"] + sign["x1"]) / 2 < line["x1"]
    return bool(across and MIDDLE[0] * height < at < MIDDLE[1] * height)


class _Seen(PDFPageAggregatorWithMarkedContent):
    """Leaves out characters as they are drawn."""

    unseen = False

    def render_string(self, textstate: Any, *args: Any) -> None:
        self.unseen = textstate.render in UNSEEN
        super().render_string(textstate, *args)

    def render_char(self, *args: Any, **kwargs: Any) -> float:
        advance = super().render_char(*args, **kwargs)
        drawn = self.cur_item._objs  # noqa: SLF001 - the list that super() appends to
        if drawn and isinstance(drawn[-1], LTChar) and (self.unseen or _is_slanted(drawn[-1])):
            drawn.pop()
        return advance


def _is_slanted(sign: LTChar) -> bool:
    along, rise = abs(sign.matrix[0]), abs(sign.matrix[1])
    return min(along, rise) > SLANT * max(along, rise)
