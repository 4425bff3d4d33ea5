"""What became of a loaded file, in one line."""

from store.loading.load import Outcome

STATUS = {"loaded": "已载入", "unchanged": "没有变化", "replaced": "已更新", "rejected": "未载入"}


def outcome_line(outcome: Outcome) -> str:
    """One line a file."""
    if outcome.status == "rejected":
        return f"{outcome.file}：{STATUS[outcome.status]}。{outcome.error}"
    whose = f"{outcome.agency} {outcome.year}年度，{outcome.form}年表式，{outcome.cells} 格"
    found = f"，{outcome.findings} 处问题" if outcome.findings else ""
    note = f"（{outcome.note}）" if outcome.note else ""
    return f"{outcome.file}：{STATUS[outcome.status]}，{whose}{found}{note}"
