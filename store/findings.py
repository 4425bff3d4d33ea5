"""Everything that can be wrong with a report: code, sentence, the figures it touches.  Findings are values, not errors."""

from dataclasses import dataclass

from store.forms.form import FigureId


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of finding: its name, and how sure it is: 确定 (it is so), 可能 (a reading of the text), 提示 (worth a look)."""

    name: str
    sure: str


CATALOGUE = {
    "balance": Kind("勾稽关系不成立", "确定"),
    "results": Kind("办理结果各项之和与总计不符", "确定"),
    "applicants": Kind("各类申请人之和与总计不符", "确定"),
    "outcomes": Kind("案件结果之和与总计不符", "确定"),
    "prose": Kind("正文与表格不一致", "可能"),
    "stated_share": Kind("正文里的比例算不出来", "可能"),
    "impossible": Kind("这一级机关不会有的数", "可能"),
    "carried": Kind("结转与上一年对不上", "确定"),
    "in_force": Kind("现行有效件数与上一年接不上", "可能"),
    "jump": Kind("与上一年相差十倍以上", "提示"),
    "unit_in_cell": Kind("格子里写了别的单位", "确定"),
    "recognised": Kind("扫描件，数由文字识别读出", "提示"),
    "unproved": Kind("识别出的数没有合计能核对", "确定"),
    "table_missing": Kind("缺一张表", "确定"),
    "figures_missing": Kind("表里缺行或缺列", "确定"),
    "row_unknown": Kind("有一行不是表式里的", "确定"),
    "cell_unreadable": Kind("有读不出的格子", "确定"),
    "cell_twice": Kind("同一格出现两个不同的数", "确定"),
    "columns_unknown": Kind("列名认不出", "确定"),
    "agency_differs": Kind("报告里的单位名称不一致", "可能"),
    "agency_elsewhere": Kind("单位取自报告标题以外的地方", "可能"),
    "agency_no_place": Kind("看不出单位在哪个地方", "可能"),
    "two_layouts": Kind("同一张表有两种年份的表式", "确定"),
    "two_tables": Kind("同一张表有两张，数不相同", "确定"),
    "other_year": Kind("有一张表是另一年的", "确定"),
    "other_body": Kind("有一张表是另一个地方的", "确定"),
    "two_documents": Kind("两个文件都是同一份报告", "确定"),
    "year_differs": Kind("报告里的年份不一致", "确定"),
}


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that is wrong: `code` from the catalogue, the sentence for people, the figures it touches."""

    code: str
    sentence: str
    figures: tuple[FigureId, ...] = ()

    def __post_init__(self) -> None:
        assert self.code in CATALOGUE, self.code
