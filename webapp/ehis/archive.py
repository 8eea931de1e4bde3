"""Keeping evidence in the database, each message in a short transaction of its own, and proving it was not changed."""

import hashlib
from contextlib import closing
from datetime import UTC, date
from typing import Final

from sqlalchemy import func, select, text
from sqlalchemy.exc import SQLAlchemyError
from sqlalchemy.orm import Session

from webapp.core.clock import local
from webapp.core.crypto import decrypt, encrypt
from webapp.core.db import NoTransaction, session
from webapp.core.transaction import Nested, transaction
from webapp.ehis.errors import ArchiveFailed
from webapp.ehis.evidence import Evidence
from webapp.ehis.models import ArchivedMessage

KEY: Final = "ehis-archive"
FIRST_HASH: Final = bytes(32)
LENGTH_BYTES: Final = 8
CHAIN_LOCK: Final = text("SELECT pg_advisory_xact_lock(hashtext('ehis_archive'))")


class DatabaseArchive:
    """The archive in PostgreSQL."""

    def store(self, evidence: Evidence) -> None:
        """Keep `evidence` as the next link of its day's chain. Raises ArchiveFailed; then nothing was kept."""
        try:
            with transaction() as open_session:
                open_session.add(_link(evidence, open_session))
        except (SQLAlchemyError, NoTransaction, Nested) as error:
            raise ArchiveFailed from error


def message_of(row: ArchivedMessage) -> bytes:
    """Return the bytes of an archived message. Raises cryptography's InvalidTag when the row was changed."""
    return decrypt(row.sealed, purpose=KEY, context=_context(row))


def broken_link(day: date) -> int | None:
    """Return the position of the first row of `day` that was changed, or whose predecessor is gone; None if all is well.

    Needs an open transaction. The loss of the last rows of a day shows only against a head kept elsewhere.
    """
    of_the_day = select(ArchivedMessage).where(ArchivedMessage.day == day).order_by(ArchivedMessage.position)
    before = FIRST_HASH
    with closing(session().scalars(of_the_day.execution_options(yield_per=500))) as rows:
        for position, row in enumerate(rows, start=1):
            if row.position != position or row.prev_hash != before or row.hash != _hash(row):
                return position
            before = row.hash
    return None


def _link(evidence: Evidence, open_session: Session) -> ArchivedMessage:
    """Return the row for `evidence`; writers of the chain queue for a moment, until the transaction ends."""
    open_session.execute(CHAIN_LOCK)
    day = local(evidence.at).date()
    last = select(func.max(ArchivedMessage.position)).where(ArchivedMessage.day == day).scalar_subquery()
    former = open_session.scalar(
        select(ArchivedMessage).where(ArchivedMessage.day == day, ArchivedMessage.position == last)
    )
    row = ArchivedMessage(
        day=day,
        position=former.position + 1 if former else 1,
        direction=evidence.direction.value,
        client=evidence.client,
        service=evidence.service,
        message_id=evidence.message_id,
        purpose=evidence.purpose,
        at=evidence.at,
        signature=evidence.signature,
        signer=evidence.signer,
        outcome=evidence.outcome,
        prev_hash=former.hash if former else FIRST_HASH,
    )
    row.sealed = encrypt(evidence.message, purpose=KEY, context=_context(row))
    row.hash = _hash(row)
    return row


def _context(row: ArchivedMessage) -> bytes:
    """Return what the sealed bytes are bound to: everything that says what the message was."""
    at = row.at.astimezone(UTC).isoformat(timespec="microseconds")
    parts = (row.direction, row.client, row.service, row.message_id, row.purpose, at, row.signer or "", row.outcome)
    return _joined(*(part.encode() for part in parts))


def _hash(row: ArchivedMessage) -> bytes:
    place = f"{row.day.isoformat()} {row.position}".encode()
    return hashlib.sha256(_joined(row.prev_hash, place, _context(row), row.sealed, row.signature or b"")).digest()


def _joined(*parts: bytes) -> bytes:
    """Return `parts` one after another, each after its length, so that no two lists give the same bytes."""
    return b"".join(len(part).to_bytes(LENGTH_BYTES, "big") + part for part in parts)
