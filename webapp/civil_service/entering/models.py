"""Tables: papers with their changes, and the tables of many rows that were sent."""

from datetime import datetime
from typing import Any, Final

from sqlalchemy import BigInteger, CheckConstraint, ForeignKey, Identity, Index, LargeBinary, text
from sqlalchemy.orm import Mapped, mapped_column

from webapp.civil_service.entering.errors import EnteredAlready
from webapp.core.crypto import EncryptedText
from webapp.core.db import Base
from webapp.core.errors import constraint

PAPER: Final = "service_papers.id"
ONCE: Final = constraint("a_service_change_is_entered_once", EnteredAlready)


class ServicePaper(Base):
    """Changes that are signed together. `body_id` is whose paper it is, None for the operator's.

    `root` is the digest over its changes, signed with the PDF. `correction` names the correction that it answers.
    """

    __tablename__ = "service_papers"
    __table_args__ = (
        CheckConstraint(
            "state IN ('draft', 'signing', 'carrying', 'in_force', 'failed', 'withdrawn')", name="state_known"
        ),
        CheckConstraint("hand IN ('participant', 'operator')", name="hand_known"),
        CheckConstraint("(hand = 'participant') = (body_id IS NOT NULL)", name="participants_are_bodies"),
        CheckConstraint(
            "(state IN ('carrying', 'in_force', 'failed')) = (signed_at IS NOT NULL)", name="signed_before_carried"
        ),
        Index(None, "body_id", "id"),
        Index(None, "correction"),
    )

    id: Mapped[int] = mapped_column(BigInteger, Identity(), primary_key=True)
    public_id: Mapped[str] = mapped_column(unique=True)
    number: Mapped[str] = mapped_column(unique=True)
    hand: Mapped[str]
    body_id: Mapped[int | None] = mapped_column(ForeignKey("service_bodies.id"))
    group_code: Mapped[str]
    state: Mapped[str]
    rows: Mapped[int]
    account_id: Mapped[int] = mapped_column(BigInteger)
    entered_name: Mapped[str]
    created_at: Mapped[datetime]
    correction: Mapped[str | None]
    document_token: Mapped[str]
    request_id: Mapped[str | None] = mapped_column(unique=True)
    root: Mapped[str | None]
    signed_at: Mapped[datetime | None]
    done_at: Mapped[datetime | None]


class ServiceChange(Base):
    """One change of a paper. `stated` is sealed: what is said, its days, its order. `made` is the fact that it became.

    `servant_id` is missing while it is about a newcomer whose record is made with the signature (`ServiceArrival`).
    """

    __tablename__ = "service_changes"
    __table_args__ = (
        CheckConstraint("action IN ('record', 'revise', 'annul')", name="action_known"),
        CheckConstraint("fate IN ('held', 'made', 'refused', 'dropped')", name="fate_known"),
        CheckConstraint("(action = 'record') = (entry IS NULL)", name="entry_of_a_known_fact"),
        CheckConstraint("(fate = 'made') = (made IS NOT NULL)", name="made_is_a_fact"),
        CheckConstraint("fate <> 'made' OR servant_id IS NOT NULL", name="made_in_a_record"),
        CheckConstraint("NOT manual OR btrim(reason) <> ''", name="manual_has_a_reason"),
        Index(ONCE, "key", unique=True, postgresql_where=text("fate IN ('held', 'made')")),
        Index("ix_service_changes_left", "paper_id", "place", postgresql_where=text("fate = 'held'")),
        Index(None, "servant_id", "paper_id"),
    )

    paper_id: Mapped[int] = mapped_column(ForeignKey(PAPER), primary_key=True)
    place: Mapped[int] = mapped_column(primary_key=True)
    servant_id: Mapped[int | None] = mapped_column(ForeignKey("servants.id"))
    group_code: Mapped[str]
    action: Mapped[str]
    entry: Mapped[str | None]
    expected: Mapped[int | None]
    stated: Mapped[str] = mapped_column(EncryptedText)
    manual: Mapped[bool]
    reason: Mapped[str | None]
    key: Mapped[bytes] = mapped_column(LargeBinary)
    fate: Mapped[str]
    made: Mapped[str | None]
    refusal: Mapped[str | None]


class ServiceArrival(Base):
    """The newcomer of a paper, sealed, as the population register named him. Gone when the record is made, or the paper is not."""

    __tablename__ = "service_arrivals"

    paper_id: Mapped[int] = mapped_column(ForeignKey(PAPER), primary_key=True)
    fin: Mapped[str] = mapped_column(EncryptedText)
    identity: Mapped[str] = mapped_column(EncryptedText)
    source: Mapped[str]
    as_of: Mapped[datetime]


class ServiceTable(Base):
    """A table that was sent: its rows sealed until they are read, then the good ones are changes of its paper."""

    __tablename__ = "service_tables"
    __table_args__ = (
        CheckConstraint("state IN ('reading', 'read')", name="state_known"),
        CheckConstraint("(state = 'reading') = (content IS NOT NULL)", name="content_until_read"),
        Index(None, "body_id", "id"),
    )

    id: Mapped[int] = mapped_column(BigInteger, Identity(), primary_key=True)
    public_id: Mapped[str] = mapped_column(unique=True)
    body_id: Mapped[int] = mapped_column(ForeignKey("service_bodies.id"))
    paper_id: Mapped[int] = mapped_column(ForeignKey(PAPER), unique=True)
    name: Mapped[str]
    sha256: Mapped[bytes] = mapped_column(LargeBinary)
    state: Mapped[str]
    content: Mapped[str | None] = mapped_column(EncryptedText)
    rows: Mapped[int]
    done: Mapped[int]
    good: Mapped[int]
    known: Mapped[int]
    created_at: Mapped[datetime]


class ServiceTableFault(Base):
    """A wrong cell of a table: its row as the spreadsheet numbers it, the column, what is wrong, what was typed (sealed)."""

    __tablename__ = "service_table_faults"

    table_id: Mapped[int] = mapped_column(ForeignKey("service_tables.id"), primary_key=True)
    row: Mapped[int] = mapped_column(primary_key=True)
    column: Mapped[str] = mapped_column(primary_key=True)
    why: Mapped[dict[str, Any]]
    typed: Mapped[str] = mapped_column(EncryptedText)
