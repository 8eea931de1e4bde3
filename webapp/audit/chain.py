"""How entries are tied: canonical JSON, SHA-256 over the hash before, the number and the JSON; and the check of it all.

The same sum is made by the SQL function `audit_append`, which numbers and hashes under the lock of the head. Who finds
the head taken leaves its entries in `audit_waiting`, in its own transaction, and goes on; the next that has the head, or
a job within a minute, chains them first.
"""

import hashlib
import json
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final

from sqlalchemy import Row, Select, bindparam, func, select, text
from sqlalchemy.dialects.postgresql import JSONB

from webapp.audit.models import AuditEntry, AuditHead
from webapp.core import db
from webapp.core.statements import Statement

SEED: Final = hashlib.sha256(b"kabinet").digest()
# As JSON: an array of texts the driver would write quote by quote.
_bodies = select(func.jsonb_array_elements_text(bindparam("bodies", type_=JSONB))).scalar_subquery()
APPEND: Final = Statement(select(func.audit_append(func.array(_bodies)).label("seq")))
LATE: Final = text(
    "SELECT count(*) FROM audit_waiting WHERE (body::jsonb->>'at')::timestamptz < now() - interval '10 minutes'"
)
BATCH: Final = 2_000
TABLE: Final = AuditEntry.__table__


@dataclass(frozen=True, slots=True)
class Verdict:
    """What a check of the whole chain found: entries read, the last hash, and the first fault if there is one."""

    entries: int
    head: str
    broken_at: int | None = None
    fault: str = ""


def canonical(entry: dict[str, Any]) -> str:
    """Return `entry` as the one JSON text that is hashed: sorted keys, no spaces, letters as they are."""
    return json.dumps(entry, ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def append(bodies: list[str]) -> None:
    """Add canonical entries to the chain in this order, or leave them to whoever has the head next; nobody waits for it.

    Without any, put what waits into the chain.
    """
    APPEND.all(bodies=bodies)


def link(previous: bytes, seq: int, body: str) -> bytes:
    """Return the hash of the entry `seq` with `body` that follows `previous`."""
    return hashlib.sha256(previous + f"{seq}\n{body}".encode()).digest()


def verify(since: datetime | None = None) -> Verdict:
    """Read the journal, whole or from the first entry `since`, and say whether it is unbroken.

    The first broken row is named, then reading stops. What is read from the middle must continue the row before it.
    """
    head = db.session().execute(select(AuditHead.seq, AuditHead.hash)).one()
    expected, last = _before(since) if since else (0, SEED)
    with db.session().execute(_every_row().where(TABLE.c.seq > expected)) as rows:
        for row in rows:
            expected += 1
            fault = _fault(row, expected, last)
            if fault:
                return Verdict(expected - 1, last.hex(), expected, fault)
            last = bytes(row.hash)
    waits = db.session().scalar(LATE)
    if waits:
        return Verdict(expected, last.hex(), expected + 1, f"{waits} entries have waited for their place for too long")
    if (expected, last) != (head.seq, bytes(head.hash)):
        return Verdict(expected, last.hex(), expected + 1, f"the journal ends here, its head stands at {head.seq}")
    return Verdict(expected, last.hex())


def _before(since: datetime) -> tuple[int, bytes]:
    """Return number and hash of the last entry before `since`."""
    first = select(TABLE.c.seq).where(TABLE.c.at >= since).order_by(TABLE.c.seq).limit(1).scalar_subquery()
    row = db.session().execute(select(TABLE.c.seq, TABLE.c.hash).where(TABLE.c.seq == first - 1)).one_or_none()
    return (row.seq, bytes(row.hash)) if row else (0, SEED)


def _every_row() -> Select[Any]:
    """Return the query of all rows in order, fetched in batches, the sealed name as it is stored."""
    columns = [column.label(column.name) for column in TABLE.c if column.name != "subject_name"]
    sealed = text("encode(subject_name, 'hex') AS subject_name")
    return select(*columns).add_columns(sealed).order_by(TABLE.c.seq).execution_options(yield_per=BATCH)


def _fault(row: Row[Any], expected: int, previous: bytes) -> str:
    """Return what is wrong with `row`, an empty text when nothing is."""
    if row.seq != expected:
        return f"the row is missing, {row.seq} stands in its place"
    if bytes(row.prev_hash) != previous:
        return "it does not continue the row before it"
    if link(previous, row.seq, row.body) != bytes(row.hash):
        return "its content does not give its hash"
    differing = [name for name, value in json.loads(row.body).items() if _stored(row, name) != _meant(name, value)]
    return f"its columns differ from its content: {', '.join(differing)}" if differing else ""


def _stored(row: Row[Any], name: str) -> Any:
    value = row._mapping[name]  # noqa: SLF001 - SQLAlchemy's public attribute, its underscore avoids column names
    return value.hex() if isinstance(value, bytes) else value


def _meant(name: str, value: Any) -> Any:
    return datetime.fromisoformat(value) if name == "at" else value
