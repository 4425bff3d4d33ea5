"""Everything that can be wrong with a report: code, sentence, the figures it touches.  Findings are values, not errors."""

from dataclasses import dataclass

from store.form import FigureId

CATALOGUE = {
    "balance": "勾稽关系不成立",
    "results": "办理结果各项之和与总计不符",
    "applicants": "各类申请人之和与总计不符",
    "outcomes": "案件结果之和与总计不符",
    "prose": "正文与表格不一致",
    "table_missing": "缺一张表",
    "figures_missing": "表里缺行或缺列",
    "row_unknown": "有一行不是表式里的",
    "cell_unreadable": "有读不出的格子",
    "cell_twice": "同一格出现两个不同的数",
    "columns_unknown": "列名认不出",
    "agency_differs": "报告里的单位名称不一致",
    "two_documents": "两个文件都是同一份报告",
    "year_differs": "报告里的年份不一致",
}


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that is wrong: `code` from the catalogue, the sentence for people, the figures it touches."""

    code: str
    sentence: str
    figures: tuple[FigureId, ...] = ()

    def __post_init__(self) -> None:
        assert self.code in CATALOGUE, self.code
