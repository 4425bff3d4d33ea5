"""What is counted for a supervisor: answers by outcome and how long they took, what waits, what is loaded."""

from prometheus_client import CollectorRegistry, Counter, Gauge, Histogram, generate_latest

REGISTRY = CollectorRegistry()
ANSWERS = Counter("wenshu_answers", "Answers by outcome", ["status"], registry=REGISTRY)
SECONDS = Histogram(
    "wenshu_answer_seconds", "Time of an answer, without sending it", registry=REGISTRY,
    buckets=(0.001, 0.002, 0.005, 0.01, 0.02, 0.05, 0.1, 0.5, 1.0),
)  # fmt: skip
WAITING = Gauge("wenshu_waiting_updates", "Updates received and not handled", registry=REGISTRY)
REPORTS = Gauge("wenshu_reports", "Reports loaded", registry=REGISTRY)


def count_answer(status: str, milliseconds: float) -> None:
    """One answer given."""
    ANSWERS.labels(status).inc()
    SECONDS.observe(milliseconds / 1000)


def as_text(waiting: int, reports: int) -> bytes:
    """All of it in Prometheus' text format."""
    WAITING.set(waiting)
    REPORTS.set(reports)
    return generate_latest(REGISTRY)
