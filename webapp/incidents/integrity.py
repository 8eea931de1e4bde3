"""Whether anything differs from what the application wrote (charter 004, 6.1.13).

The house's journal and the message log prove themselves by their chains; sealed rows of this room by their seals.
"""

from dataclasses import dataclass
from datetime import datetime, time
from typing import Any, Final

from sqlalchemy import inspect, select

from webapp.audit.api import verify_chain
from webapp.core import db
from webapp.core.clock import BAKU, today
from webapp.ehis.api import log_faults_today
from webapp.incidents.models import BodyRequest, Incident
from webapp.incidents.sealing import seal_of

SEALED: Final[tuple[Any, ...]] = (Incident, BodyRequest)
AT_ONCE: Final = 500


@dataclass(frozen=True, slots=True)
class Finding:
    """What was looked at, how many rows, and what is wrong, an empty text when nothing is."""

    part: str
    rows: int
    fault: str

    @property
    def sound(self) -> bool:
        """Whether everything is as the application wrote it."""
        return not self.fault


def journal_today() -> Finding:
    """Check the chain of the house's journal from the first entry of today."""
    verdict = verify_chain(datetime.combine(today(), time(), BAKU))
    fault = "" if verdict.broken_at is None else f"row {verdict.broken_at}: {verdict.fault}"
    return Finding("journal", verdict.entries, fault)


def message_log_today() -> Finding:
    """Check today's messages and their time stamps."""
    try:
        messages, faults = log_faults_today()
    except OSError as error:
        return Finding("message log", 0, f"certificates cannot be read: {type(error).__name__}")
    return Finding("message log", messages, "; ".join(faults))


def sealed_rows() -> Finding:
    """Check the seal of every incident and every request; name those that were changed outside the application."""
    count, changed = 0, []
    for model in SEALED:
        mapper: Any = inspect(model)
        for row in db.session().scalars(select(model).order_by(model.id).execution_options(yield_per=AT_ONCE)):
            count += 1
            try:
                whole = bytes(row.seal) == seal_of(mapper, row)
            except Exception:  # noqa: BLE001 - whatever cannot be opened or read was not written by us
                whole = False
            changed += [] if whole else [row.number]
            db.session().expunge(row)
    fault = f"changed outside the application: {', '.join(changed)}" if changed else ""
    return Finding("incident register", count, fault)
