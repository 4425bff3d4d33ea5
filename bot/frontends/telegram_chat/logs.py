"""Log lines: key=value on standard error, one for each update handled, without the token and without what people wrote."""

import logging
import re
import sys

import structlog
from structlog.types import EventDict, Processor, WrappedLogger

SECRET = re.compile(r"\d{5,}:[\w-]{3,}")
QUIET = ("httpx", "httpcore", "apscheduler", "tornado.access")
FIRST = ("timestamp", "level", "logger", "event")


def log_to_stderr() -> None:
    """Everything, libraries included."""
    marks: list[Processor] = [
        structlog.stdlib.add_log_level,
        structlog.stdlib.add_logger_name,
        structlog.stdlib.PositionalArgumentsFormatter(),
        structlog.processors.TimeStamper(fmt="iso"),
        structlog.processors.format_exc_info,
    ]
    structlog.configure(
        processors=[*marks, structlog.stdlib.ProcessorFormatter.wrap_for_formatter],
        logger_factory=structlog.stdlib.LoggerFactory(),
        wrapper_class=structlog.stdlib.BoundLogger,
    )
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(
        structlog.stdlib.ProcessorFormatter(
            foreign_pre_chain=marks,
            processors=[
                structlog.stdlib.ProcessorFormatter.remove_processors_meta,
                _redact,
                structlog.processors.LogfmtRenderer(key_order=FIRST, drop_missing=True),
            ],
        )
    )
    logging.basicConfig(level=logging.INFO, handlers=[handler], force=True)
    for name in QUIET:
        logging.getLogger(name).setLevel(logging.WARNING)


def _redact(_: WrappedLogger, __: str, event: EventDict) -> EventDict:
    return {name: SECRET.sub("[token]", value) if isinstance(value, str) else value for name, value in event.items()}
