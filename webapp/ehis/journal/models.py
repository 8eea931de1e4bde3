"""Tables of the message log. Triggers (migration 0130) hold messages, segments, stamps and destructions to growing."""

from datetime import date, datetime

from sqlalchemy import BigInteger, CheckConstraint, Date, ForeignKey, Identity, Index, UniqueConstraint, func
from sqlalchemy.orm import Mapped, mapped_column

from webapp.core.crypto import EncryptedText
from webapp.core.db import Base
from webapp.core.errors import constraint
from webapp.ehis.journal.errors import AlreadyAReader

HASH = "octet_length({0}) = 32"


class JournalKey(Base):
    """A version of the log's key: the key itself comes from SECRET_KEY, this number and this salt."""

    __tablename__ = "ehis_journal_keys"

    id: Mapped[int] = mapped_column(Identity(), primary_key=True)
    salt: Mapped[bytes]
    created_at: Mapped[datetime] = mapped_column(server_default=func.now())
    created_by: Mapped[str]


class Destruction(Base):
    """Messages that were destroyed when their time was over: who, what, how many, on which ground."""

    __tablename__ = "ehis_destructions"
    __table_args__ = (CheckConstraint("first_day <= last_day AND messages > 0 AND keep_days > 0", name="range"),)

    id: Mapped[int] = mapped_column(BigInteger, Identity(), primary_key=True)
    at: Mapped[datetime] = mapped_column(server_default=func.now())
    actor_name: Mapped[str]
    service: Mapped[str]
    first_day: Mapped[date]
    last_day: Mapped[date]
    messages: Mapped[int] = mapped_column(BigInteger)
    keep_days: Mapped[int]
    basis: Mapped[str]
    heads: Mapped[str]


class Segment(Base):
    """The messages of one day and service: how many, the hash of the last, how far they are time-stamped."""

    __tablename__ = "ehis_segments"
    __table_args__ = (
        UniqueConstraint("day", "service", name="uq_ehis_segments_day_service"),
        CheckConstraint("position >= stamped_position AND stamped_position >= 0", name="positions"),
        CheckConstraint(HASH.format("head"), name="head"),
        Index("ix_ehis_segments_unstamped", "id", postgresql_where="position > stamped_position"),
    )

    id: Mapped[int] = mapped_column(BigInteger, Identity(), primary_key=True)
    day: Mapped[date] = mapped_column(Date)
    service: Mapped[str]
    position: Mapped[int] = mapped_column(BigInteger, server_default="0")
    head: Mapped[bytes]
    stamped_position: Mapped[int] = mapped_column(BigInteger, server_default="0")
    destruction_id: Mapped[int | None] = mapped_column(ForeignKey("ehis_destructions.id"), index=True)


class ArchivedMessage(Base):
    """One message that passed. `sealed` is message, signature and subject under AES-256-GCM, bound to the other columns.

    `hash` covers the row and `prev_hash`, the hash of the row before it in its segment (zeros for the first).
    """

    __tablename__ = "ehis_archive"
    __table_args__ = (
        UniqueConstraint("segment_id", "position", name="uq_ehis_archive_segment_id_position"),
        UniqueConstraint("hash", name="uq_ehis_archive_hash"),
        CheckConstraint("direction IN ('request', 'answer')", name="direction"),
        CheckConstraint("side IN ('asked', 'provided')", name="side"),
        CheckConstraint("wire IN ('soap', 'rest')", name="wire"),
        CheckConstraint("position > 0", name="position"),
        CheckConstraint(
            "octet_length(hash) = 32 AND octet_length(prev_hash) = 32 AND octet_length(commitment) = 32", name="hashes"
        ),
        Index("ix_ehis_archive_message_id", "message_id"),
        Index("ix_ehis_archive_fault_id", "fault_id", postgresql_where="fault_id IS NOT NULL"),
        Index("ix_ehis_archive_client_id", "client", "id"),
        Index("ix_ehis_archive_service_id", "service", "id"),
        Index("ix_ehis_archive_at", "at"),
    )

    id: Mapped[int] = mapped_column(BigInteger, Identity(), primary_key=True)
    segment_id: Mapped[int] = mapped_column(ForeignKey("ehis_segments.id"))
    position: Mapped[int] = mapped_column(BigInteger)
    side: Mapped[str]
    direction: Mapped[str]
    wire: Mapped[str]
    client: Mapped[str]
    service: Mapped[str]
    message_id: Mapped[str]
    fault_id: Mapped[str | None]
    purpose: Mapped[str]
    at: Mapped[datetime]
    key_id: Mapped[int] = mapped_column(ForeignKey("ehis_journal_keys.id"))
    sealed: Mapped[bytes]
    commitment: Mapped[bytes]
    signer: Mapped[str | None]
    outcome: Mapped[str]
    prev_hash: Mapped[bytes]
    hash: Mapped[bytes]


class Stamp(Base):
    """A time stamp of RFC 3161 over a list of heads; `hash` is the list's SHA-256, `reply` the authority's whole reply."""

    __tablename__ = "ehis_stamps"
    __table_args__ = (CheckConstraint(HASH.format("hash"), name="hash"), CheckConstraint("number > 0", name="number"))

    number: Mapped[int] = mapped_column(BigInteger, primary_key=True, autoincrement=False)
    at: Mapped[datetime]
    heads: Mapped[str]
    hash: Mapped[bytes]
    reply: Mapped[bytes]


class StampedHead(Base):
    """Where in a segment a stamp stands, to find the one that covers a message; the stamp's own list is what counts."""

    __tablename__ = "ehis_stamped_heads"

    segment_id: Mapped[int] = mapped_column(ForeignKey("ehis_segments.id"), primary_key=True)
    position: Mapped[int] = mapped_column(BigInteger, primary_key=True)
    stamp: Mapped[int] = mapped_column(ForeignKey("ehis_stamps.number"))


class JournalState(Base):
    """How the log stands with its time stamps, and the numbers that an administrator sets; one row.

    `unwritable_at` is when others were told that a program cannot write it; empty again when all can.
    """

    __tablename__ = "ehis_journal_state"
    __table_args__ = (
        CheckConstraint("id = 1", name="one_row"),
        CheckConstraint("stamp_seconds BETWEEN 10 AND 86400", name="stamp_seconds"),
        CheckConstraint("grace_seconds BETWEEN 60 AND 604800", name="grace_seconds"),
        CheckConstraint("keep_days BETWEEN 1 AND 36500", name="keep_days"),
        CheckConstraint("detail_days BETWEEN 366 AND 36500", name="detail_days"),
    )

    id: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    unstamped_since: Mapped[datetime | None]
    stopped_at: Mapped[datetime | None]
    unwritable_at: Mapped[datetime | None]
    stamp_seconds: Mapped[int] = mapped_column(server_default="60")
    grace_seconds: Mapped[int] = mapped_column(server_default="14400")
    keep_days: Mapped[int] = mapped_column(server_default="1095")
    detail_days: Mapped[int] = mapped_column(server_default="400")


class Retention(Base):
    """How long messages of a service are kept, what is kept of them, and on which ground (clause 3.8.4)."""

    __tablename__ = "ehis_retention"
    __table_args__ = (CheckConstraint("keep_days BETWEEN 1 AND 36500", name="keep_days"),)

    service: Mapped[str] = mapped_column(primary_key=True)
    keep_days: Mapped[int]
    what: Mapped[str]
    basis: Mapped[str]
    changed_at: Mapped[datetime] = mapped_column(server_default=func.now())
    changed_by: Mapped[str]


class Reader(Base):
    """A person who may read messages of a service (clause 3.8.4): found by blind index, the name sealed."""

    __tablename__ = "ehis_readers"
    __table_args__ = (
        Index(
            constraint("uq_ehis_readers_current", AlreadyAReader),
            "service",
            "person",
            unique=True,
            postgresql_where="ended_at IS NULL",
        ),
    )

    id: Mapped[int] = mapped_column(BigInteger, Identity(), primary_key=True)
    service: Mapped[str]
    person: Mapped[bytes]
    name: Mapped[str] = mapped_column(EncryptedText)
    granted_at: Mapped[datetime] = mapped_column(server_default=func.now())
    granted_by: Mapped[str]
    ended_at: Mapped[datetime | None]
    ended_by: Mapped[str | None]


class MeasuredExchange(Base):
    """One exchange in figures, for the monitoring station: its instant is cut to the minute, it names nobody."""

    __tablename__ = "exchanges"
    __table_args__ = (
        Index("ix_exchanges_minute", "minute"),
        CheckConstraint("direction IN ('asked', 'provided')", name="direction"),
        CheckConstraint("protocol IN ('soap', 'rest')", name="protocol"),
        {"schema": "ehis_stats"},
    )

    id: Mapped[int] = mapped_column(BigInteger, Identity(), primary_key=True)
    minute: Mapped[datetime]
    direction: Mapped[str]
    client: Mapped[str]
    service: Mapped[str]
    version: Mapped[str]
    protocol: Mapped[str]
    total_ms: Mapped[int]
    service_ms: Mapped[int]
    request_bytes: Mapped[int]
    answer_bytes: Mapped[int]
    succeeded: Mapped[bool]
    fault_code: Mapped[str | None]
    status: Mapped[int | None]


class MeasuredHour(Base):
    """The exchanges of an hour that are too old to be kept one by one: how many, and the sums of their figures."""

    __tablename__ = "hours"
    __table_args__ = (CheckConstraint("calls >= failed AND calls > 0", name="calls"), {"schema": "ehis_stats"})

    hour: Mapped[datetime] = mapped_column(primary_key=True)
    direction: Mapped[str] = mapped_column(primary_key=True)
    client: Mapped[str] = mapped_column(primary_key=True)
    service: Mapped[str] = mapped_column(primary_key=True)
    version: Mapped[str] = mapped_column(primary_key=True)
    protocol: Mapped[str] = mapped_column(primary_key=True)
    calls: Mapped[int] = mapped_column(BigInteger)
    failed: Mapped[int] = mapped_column(BigInteger)
    total_ms: Mapped[int] = mapped_column(BigInteger)
    service_ms: Mapped[int] = mapped_column(BigInteger)
    request_bytes: Mapped[int] = mapped_column(BigInteger)
    answer_bytes: Mapped[int] = mapped_column(BigInteger)
