"""How the exchange is protected, in figures: keys of its log, replay store, the log's own check, fields and purposes."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import func, select

from webapp.core import db
from webapp.core.clock import today
from webapp.ehis.directory.models import ReceivedRow
from webapp.ehis.journal import checking, gateways, tokens
from webapp.ehis.journal.models import JournalKey
from webapp.ehis.policy import POLICIES, Purpose
from webapp.ehis.sources import source_name


@dataclass(frozen=True, slots=True)
class LogKey:
    """A key of the message log: its number and since when it is used."""

    number: int
    created_at: datetime


@dataclass(frozen=True, slots=True)
class DataLine:
    """What is asked of one register for one purpose: fields, legal basis, for how long an answer is kept for reuse."""

    source: str
    service: str
    purpose: Purpose
    fields: tuple[str, ...]
    basis: str
    cache_seconds: int


def log_keys() -> list[LogKey]:
    """Return the keys of the message log, newest first."""
    rows = db.session().execute(select(JournalKey.id, JournalKey.created_at).order_by(JournalKey.id.desc()))
    return [LogKey(row.id, row.created_at) for row in rows]


def remembered_messages() -> tuple[int, datetime | None]:
    """Return how many messages' identifiers are remembered against repetition, and when the last one came."""
    row = db.session().execute(select(func.count(), func.max(ReceivedRow.at)).select_from(ReceivedRow)).one()
    return row[0], row[1]


def log_faults_today() -> tuple[int, list[str]]:
    """Check today's message log; return how many messages were read, and what is wrong. Best inside a snapshot."""
    judge = tokens.Judge(gateways.authority().roots())
    report = checking.check(today(), today(), judge=judge)
    return report.messages, [str(fault) for fault in report.faults]


def data_lines() -> Iterator[DataLine]:
    """Yield every line of the rights matrix: what we may ask, why and on what basis."""
    for policy in POLICIES.values():
        source = str(source_name(str(policy.service.member)))
        for purpose, terms in policy.purposes.items():
            yield DataLine(source, policy.code, purpose, policy.kept(purpose), terms.basis, terms.cache_seconds)
