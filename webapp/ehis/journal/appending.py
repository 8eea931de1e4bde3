"""Several exchanges as one transaction of two statements: figures first, then the chain, whose locks are held shortest."""

import json
from collections.abc import Sequence
from typing import Any, Final

from sqlalchemy import text

from webapp.core import db
from webapp.ehis.journal.chain import instant
from webapp.ehis.journal.rows import Sealed
from webapp.ehis.measurement import Measurement

APPEND: Final = text("SELECT ehis_journal_append(CAST(:headers AS jsonb), :sealed)")
MEASURE: Final = text(
    "INSERT INTO ehis_stats.exchanges (minute, direction, client, service, version, protocol, total_ms, service_ms, "
    "request_bytes, answer_bytes, succeeded, fault_code, status) "
    "SELECT date_trunc('minute', f.at), f.direction, f.client, f.service, f.version, f.protocol, f.total_ms, "
    "f.service_ms, f.request_bytes, f.answer_bytes, f.succeeded, f.fault_code, f.status "
    "FROM jsonb_to_recordset(CAST(:figures AS jsonb)) AS f (at timestamptz, direction text, client text, service text, "
    "version text, protocol text, total_ms integer, service_ms integer, request_bytes integer, answer_bytes integer, "
    "succeeded boolean, fault_code text, status integer)"
)


def append(sealed: Sequence[Sealed], measurements: Sequence[Measurement]) -> None:
    """Append rows to their chains, and figures, in the open transaction.

    Raises SQLAlchemy's errors; SQLSTATE KJ001 says that time stamps have been missing for too long.
    """
    if measurements:
        db.session().execute(MEASURE, {"figures": json.dumps([_figures(one) for one in measurements])})
    if sealed:
        start, headers = 1, []
        for row in sealed:
            headers.append(_header(row, start))
            start += len(row.sealed)
        whole = b"".join(row.sealed for row in sealed)
        db.session().execute(APPEND, {"headers": json.dumps(headers), "sealed": whole})


def _header(row: Sealed, start: int) -> dict[str, Any]:
    """Return the clear columns of a row; its sealed bytes stand at `start` in those of the whole batch."""
    kept = row.evidence
    return {
        "day": row.day.isoformat(),
        "segment": row.segment,
        "digest": row.digest.hex(),
        "side": kept.side,
        "direction": kept.direction,
        "wire": kept.wire,
        "client": kept.client,
        "service": kept.service,
        "message_id": kept.message_id,
        "fault_id": kept.fault_id,
        "purpose": kept.purpose,
        "at": instant(kept.at),
        "key_id": row.key_id,
        "start": start,
        "size": len(row.sealed),
        "commitment": row.commitment.hex(),
        "signer": kept.signer,
        "outcome": kept.outcome,
    }


def _figures(one: Measurement) -> dict[str, Any]:
    return {
        "at": instant(one.at),
        "direction": one.direction,
        "client": one.client,
        "service": one.service,
        "version": one.version,
        "protocol": one.protocol,
        "total_ms": one.total_ms,
        "service_ms": one.service_ms,
        "request_bytes": one.request_bytes,
        "answer_bytes": one.answer_bytes,
        "succeeded": one.succeeded,
        "fault_code": one.plain_fault_code,
        "status": one.status,
    }
