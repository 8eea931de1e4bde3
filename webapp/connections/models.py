"""Tables: participants and their services on the way to the exchange, papers, steps, breaches, tickets, what the acts list."""

from datetime import date, datetime
from typing import Any, Final

from sqlalchemy import BigInteger, CheckConstraint, ForeignKey, Identity, Index, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column

from webapp.connections.errors import AlreadyApplied, BreachOpen, OfficialListed
from webapp.core.crypto import EncryptedText
from webapp.core.db import Base
from webapp.core.errors import constraint

ONE_OPEN_CASE: Final = constraint("one_open_case_per_system", AlreadyApplied)
ONE_OPEN_BREACH: Final = constraint("one_open_breach", BreachOpen)
ONE_LISTING: Final = constraint("one_listing_per_official", OfficialListed)
PARTICIPANT: Final = "connection_participants.id"
SERVICE: Final = "connection_services.id"


class Participant(Base):
    """A body with an information system, from its application to its disconnection (act 000, annex 2, section 3).

    `due_on` is the end of the term that runs now; `blocked_*` is the flag of clause 3.7, beside the state.
    """

    __tablename__ = "connection_participants"
    __table_args__ = (
        Index(
            ONE_OPEN_CASE,
            "party_id",
            "system_folded",
            unique=True,
            postgresql_where=text("state NOT IN ('draft', 'refused', 'disconnected')"),
        ),
        CheckConstraint(
            "state IN ('draft', 'applied', 'checking', 'deficient', 'refused', 'contract', 'connected', 'disconnected')",
            name="state",
        ),
        CheckConstraint("state <> 'connected' OR member_code IS NOT NULL", name="connected_is_member"),
        CheckConstraint("blocked_reason IN ('1', '2')", name="blocked_reason"),
        CheckConstraint("(blocked_reason IS NULL) = (blocked_at IS NULL)", name="blocked_whole"),
        CheckConstraint("state NOT IN ('applied', 'checking') OR due_on IS NOT NULL", name="clock_runs"),
    )

    id: Mapped[int] = mapped_column(BigInteger, Identity(), primary_key=True)
    public_id: Mapped[str] = mapped_column(unique=True)
    party_id: Mapped[int] = mapped_column(BigInteger, index=True)
    number: Mapped[str | None] = mapped_column(unique=True)
    name: Mapped[str]
    system: Mapped[str]
    system_folded: Mapped[str]
    state: Mapped[str]
    version: Mapped[int] = mapped_column(default=1)
    due_on: Mapped[date | None]
    member_code: Mapped[str | None]
    subsystem: Mapped[str | None]
    certificate: Mapped[str | None]
    certificate_valid_to: Mapped[datetime | None]
    blocked_reason: Mapped[str | None]
    blocked_at: Mapped[datetime | None]
    blocked_by: Mapped[str | None]
    created_at: Mapped[datetime]
    changed_at: Mapped[datetime]


class Paper(Base):
    """A form 1, a form 2 or a contract: its content (sealed: it names people), who signs it now, its signed document."""

    __tablename__ = "connection_papers"
    __table_args__ = (
        CheckConstraint("kind IN ('form1', 'form2', 'contract')", name="kind"),
        CheckConstraint("state IN ('draft', 'offered', 'half_signed', 'signed')", name="state"),
        Index(None, "participant_id", "kind"),
    )

    id: Mapped[int] = mapped_column(BigInteger, Identity(), primary_key=True)
    public_id: Mapped[str] = mapped_column(unique=True)
    participant_id: Mapped[int] = mapped_column(ForeignKey(PARTICIPANT))
    kind: Mapped[str]
    state: Mapped[str]
    version: Mapped[int] = mapped_column(default=1)
    content: Mapped[str] = mapped_column(EncryptedText)
    number: Mapped[str | None]
    document_token: Mapped[str | None]
    file_id: Mapped[int | None] = mapped_column(ForeignKey("stored_files.id"))
    request_id: Mapped[str | None]
    request_version: Mapped[int | None]
    created_at: Mapped[datetime]
    changed_at: Mapped[datetime]
    signed_at: Mapped[datetime | None]


class Official(Base):
    """An official entitled to exchange data (3.3.1): who asks for the participant. Removed ones are kept with the day."""

    __tablename__ = "connection_officials"
    __table_args__ = (
        Index(ONE_LISTING, "participant_id", "fin_index", unique=True, postgresql_where=text("removed_at IS NULL")),
    )

    id: Mapped[int] = mapped_column(BigInteger, Identity(), primary_key=True)
    public_id: Mapped[str] = mapped_column(unique=True)
    participant_id: Mapped[int] = mapped_column(ForeignKey(PARTICIPANT))
    fin: Mapped[str] = mapped_column(EncryptedText)
    fin_index: Mapped[bytes]
    name: Mapped[str]
    post: Mapped[str]
    added_at: Mapped[datetime]
    removed_at: Mapped[datetime | None]


class Service(Base):
    """One version of an e-service of a participant, from form 2 to its disconnection (3.8-3.14)."""

    __tablename__ = "connection_services"
    __table_args__ = (
        CheckConstraint(
            "state IN ('draft', 'applied', 'test', 'failed', 'passed', 'live', 'withdrawal', 'notified', 'disconnected')",
            name="state",
        ),
        CheckConstraint("state <> 'passed' OR due_on IS NOT NULL", name="clock_runs"),
        CheckConstraint("ends_on IS NULL OR told_at IS NOT NULL", name="told_before_the_end"),
        UniqueConstraint("participant_id", "code", "service_version", name="uq_connection_services_version"),
    )

    id: Mapped[int] = mapped_column(BigInteger, Identity(), primary_key=True)
    public_id: Mapped[str] = mapped_column(unique=True)
    participant_id: Mapped[int] = mapped_column(ForeignKey(PARTICIPANT))
    paper_id: Mapped[int] = mapped_column(ForeignKey("connection_papers.id"), index=True)
    replaces_id: Mapped[int | None] = mapped_column(ForeignKey(SERVICE))
    title: Mapped[str]
    regulation: Mapped[str]
    responsible: Mapped[str] = mapped_column(EncryptedText)
    code: Mapped[str | None]
    service_version: Mapped[str]
    state: Mapped[str]
    version: Mapped[int] = mapped_column(default=1)
    due_on: Mapped[date | None]
    test_data: Mapped[str] = mapped_column(default="")
    structure: Mapped[str] = mapped_column(default="")
    clients: Mapped[list[Any]]
    archive_what: Mapped[str] = mapped_column(default="")
    archive_days: Mapped[int | None]
    archive_readers: Mapped[str] = mapped_column(EncryptedText, default="")
    reason: Mapped[str] = mapped_column(default="")
    told_at: Mapped[datetime | None]
    ends_on: Mapped[date | None]
    live_at: Mapped[datetime | None]
    created_at: Mapped[datetime]
    changed_at: Mapped[datetime]


class CheckItem(Base):
    """An answered item of a check list: of a participant (connect, use, security) or of a service's test."""

    __tablename__ = "connection_checks"
    __table_args__ = (
        CheckConstraint("num_nonnulls(participant_id, service_id) = 1", name="one_subject"),
        CheckConstraint("met OR remark <> ''", name="unmet_says_why"),
        UniqueConstraint("participant_id", "item", name="uq_connection_checks_participant_item"),
        UniqueConstraint("service_id", "item", name="uq_connection_checks_service_item"),
    )

    id: Mapped[int] = mapped_column(BigInteger, Identity(), primary_key=True)
    participant_id: Mapped[int | None] = mapped_column(ForeignKey(PARTICIPANT))
    service_id: Mapped[int | None] = mapped_column(ForeignKey(SERVICE))
    item: Mapped[str]
    met: Mapped[bool]
    remark: Mapped[str] = mapped_column(default="")
    by: Mapped[str]
    at: Mapped[datetime]


class Breach(Base):
    """A breach of the requirements or the contract (3.6): the letter names the clause, the month runs from its receipt."""

    __tablename__ = "connection_breaches"
    __table_args__ = (
        Index(ONE_OPEN_BREACH, "participant_id", unique=True, postgresql_where=text("state IN ('notified', 'cure')")),
        CheckConstraint("state IN ('notified', 'cure', 'cured', 'disconnected')", name="state"),
        CheckConstraint("(received_at IS NULL) = (due_on IS NULL)", name="term_from_receipt"),
        CheckConstraint("state <> 'cure' OR received_at IS NOT NULL", name="cure_after_receipt"),
    )

    id: Mapped[int] = mapped_column(BigInteger, Identity(), primary_key=True)
    public_id: Mapped[str] = mapped_column(unique=True)
    participant_id: Mapped[int] = mapped_column(ForeignKey(PARTICIPANT), index=True)
    clause: Mapped[str]
    text: Mapped[str]
    by_block: Mapped[bool]
    state: Mapped[str]
    sent_at: Mapped[datetime]
    received_at: Mapped[datetime | None]
    received_by: Mapped[str | None]
    due_on: Mapped[date | None]
    answer: Mapped[str] = mapped_column(default="")
    ended_at: Mapped[datetime | None]


class Ticket(Base):
    """A defect of the exchange (003 8.0.12, 004 7.1.9) or a proposal to a participant (004 7.1.10), followed to its end."""

    __tablename__ = "connection_tickets"
    __table_args__ = (
        CheckConstraint("kind IN ('defect', 'proposal')", name="kind"),
        CheckConstraint("state IN ('open', 'answered', 'done')", name="state"),
        Index(None, "state", "id"),
    )

    id: Mapped[int] = mapped_column(BigInteger, Identity(), primary_key=True)
    public_id: Mapped[str] = mapped_column(unique=True)
    participant_id: Mapped[int | None] = mapped_column(ForeignKey(PARTICIPANT), index=True)
    kind: Mapped[str]
    state: Mapped[str]
    title: Mapped[str]
    text: Mapped[str]
    key: Mapped[str | None]
    seen: Mapped[int] = mapped_column(default=1)
    created_at: Mapped[datetime]
    changed_at: Mapped[datetime]


class Step(Base):
    """One step on the way of a participant, a service or a ticket: who, when, which text or document. Never changed."""

    __tablename__ = "connection_steps"
    __table_args__ = (
        CheckConstraint("num_nonnulls(participant_id, service_id, ticket_id) = 1", name="one_subject"),
        CheckConstraint("octet_length(sha256) = 32", name="hash"),
    )

    id: Mapped[int] = mapped_column(BigInteger, Identity(), primary_key=True)
    participant_id: Mapped[int | None] = mapped_column(ForeignKey(PARTICIPANT), index=True)
    service_id: Mapped[int | None] = mapped_column(ForeignKey(SERVICE), index=True)
    ticket_id: Mapped[int | None] = mapped_column(ForeignKey("connection_tickets.id"), index=True)
    action: Mapped[str]
    at: Mapped[datetime]
    account_id: Mapped[int | None] = mapped_column(BigInteger)
    actor_name: Mapped[str]
    party_name: Mapped[str]
    text: Mapped[str]
    sha256: Mapped[bytes]
    document_token: Mapped[str | None]
    document_version: Mapped[int | None]


class Listed(Base):
    """A system, source or body that the acts want connected; `member_code` is its member of the exchange, when known."""

    __tablename__ = "connection_listed"
    __table_args__ = (
        CheckConstraint("kind IN ('system', 'source', 'authority')", name="kind"),
        CheckConstraint("status IN ('in_force', 'repealed')", name="status"),
        UniqueConstraint("kind", "no", name="uq_connection_listed_no"),
    )

    id: Mapped[int] = mapped_column(BigInteger, Identity(), primary_key=True)
    kind: Mapped[str]
    no: Mapped[str]
    section: Mapped[str]
    owner: Mapped[str]
    name: Mapped[str]
    folded: Mapped[str]
    status: Mapped[str]
    decision: Mapped[str | None]
    decided_on: Mapped[date | None]
    deadline: Mapped[date | None]
    member_code: Mapped[str | None]
    detail: Mapped[dict[str, Any]]


class Term(Base):
    """A number of the law from a day on, by a document, so that no new program is needed; `basis` is its clause.

    Rows are only added (a trigger sees to it); of one day the later row counts.
    """

    __tablename__ = "connection_terms"
    __table_args__ = (Index("ix_connection_terms_code", "code", "valid_from"),)

    id: Mapped[int] = mapped_column(BigInteger, Identity(), primary_key=True)
    code: Mapped[str]
    value: Mapped[int]
    basis: Mapped[str]
    valid_from: Mapped[date]
    document: Mapped[str]
    set_by: Mapped[str]
    at: Mapped[datetime]
