"""Tables: incidents with their steps and notices, whom to tell, what supervising bodies ask, faults that people report.

Triggers (see the migration) refuse to delete or empty them, and to change steps. What upkeep needs stands in `upkeep_tables`.
"""

from datetime import date, datetime
from typing import Any, Final

from sqlalchemy import BigInteger, CheckConstraint, ForeignKey, Identity, Index, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column

from webapp.core.crypto import EncryptedText
from webapp.core.db import Base
from webapp.core.errors import constraint
from webapp.incidents.errors import OneOpen
from webapp.incidents.sealing import Sealed
from webapp.incidents.upkeep_tables import ChangeRequest, Inspection, InspectionPlan, Release, Setting

ONE_OPEN: Final = constraint("one_open_incident_per_cause", OneOpen)
INCIDENT: Final = "incidents.id"
KINDS: Final = "kind IN ('security', 'fault', 'accident')"


class Incident(Sealed, Base):
    """A breach of security, a fault or an accident. `cause_key` and `cause_day` tie automatic ones of the same cause together.

    `attempt` marks an attempt at interference (charter 004, 6.1.7), `services` the affected services by code.
    """

    __tablename__ = "incidents"
    __table_args__ = (
        Index(ONE_OPEN, "cause_key", "cause_day", unique=True, postgresql_where=text("state <> 'closed'")),
        Index(None, "state", "id"),
        Index(None, "registered_at"),
        CheckConstraint(KINDS, name="kind"),
        CheckConstraint("severity IN ('low', 'medium', 'high', 'critical')", name="severity"),
        CheckConstraint("state IN ('registered', 'handling', 'closed')", name="state"),
        CheckConstraint("source IN ('person', 'automatic', 'report')", name="source"),
        CheckConstraint("(state = 'closed') = (closed_at IS NOT NULL)", name="closed_at_an_instant"),
        CheckConstraint("state <> 'closed' OR octet_length(report) > 28", name="closed_with_report"),
        CheckConstraint("(cause_key IS NULL) = (cause_day IS NULL)", name="cause_with_day"),
        UniqueConstraint("number", name="uq_incidents_number"),
    )

    id: Mapped[int] = mapped_column(BigInteger, Identity(), primary_key=True)
    public_id: Mapped[str] = mapped_column(unique=True)
    number: Mapped[str]
    kind: Mapped[str]
    severity: Mapped[str]
    state: Mapped[str]
    source: Mapped[str]
    attempt: Mapped[bool]
    title: Mapped[str]
    services: Mapped[list[Any]]
    description: Mapped[str] = mapped_column(EncryptedText)
    cause: Mapped[str] = mapped_column(EncryptedText)
    measures: Mapped[str] = mapped_column(EncryptedText)
    report: Mapped[str] = mapped_column(EncryptedText)
    cause_key: Mapped[str | None]
    cause_day: Mapped[date | None]
    seen: Mapped[int]
    happened_at: Mapped[datetime]
    registered_at: Mapped[datetime]
    last_seen_at: Mapped[datetime]
    closed_at: Mapped[datetime | None]
    seal: Mapped[bytes]


class Step(Base):
    """One step on the way of an incident, a request or a report: who, when, what was said. Never changed."""

    __tablename__ = "incident_steps"
    __table_args__ = (CheckConstraint("num_nonnulls(incident_id, request_id, report_id) = 1", name="one_subject"),)

    id: Mapped[int] = mapped_column(BigInteger, Identity(), primary_key=True)
    incident_id: Mapped[int | None] = mapped_column(ForeignKey(INCIDENT), index=True)
    request_id: Mapped[int | None] = mapped_column(ForeignKey("incident_requests.id"), index=True)
    report_id: Mapped[int | None] = mapped_column(ForeignKey("incident_reports.id"), index=True)
    action: Mapped[str]
    at: Mapped[datetime]
    account_id: Mapped[int | None] = mapped_column(BigInteger)
    actor_name: Mapped[str]
    text: Mapped[str] = mapped_column(EncryptedText)


class Addressee(Base):
    """A body that is told of incidents about `topics`, in these days; a change ends the row and begins another.

    `at_once` false: the notice is made ready, and an officer sends it (the report to law enforcement, 004, 6.1.7).
    """

    __tablename__ = "incident_addressees"
    __table_args__ = (
        CheckConstraint("body IN ('dtx', 'xritdx', 'ministry', 'police', 'owner')", name="body"),
        CheckConstraint("valid_to IS NULL OR valid_to >= valid_from", name="dates_in_order"),
        Index("uq_incident_addressees_current_body", "body", unique=True, postgresql_where=text("valid_to IS NULL")),
    )

    id: Mapped[int] = mapped_column(BigInteger, Identity(), primary_key=True)
    public_id: Mapped[str] = mapped_column(unique=True)
    body: Mapped[str]
    name: Mapped[str]
    email: Mapped[str]
    phone: Mapped[str]
    topics: Mapped[list[Any]]
    at_once: Mapped[bool]
    valid_from: Mapped[date]
    valid_to: Mapped[date | None]


class BodyNotice(Base):
    """A notice of an incident to a body: made when, sent when, in which state; `key` makes its effect happen once."""

    __tablename__ = "incident_notices"
    __table_args__ = (
        CheckConstraint("state IN ('ready', 'queued', 'sent', 'failed')", name="state"),
        CheckConstraint("(state = 'sent') = (sent_at IS NOT NULL)", name="sent_at_an_instant"),
        UniqueConstraint("incident_id", "addressee_id", "about", name="uq_incident_notices_once"),
        CheckConstraint("about IN ('registered', 'closed')", name="about"),
    )

    id: Mapped[int] = mapped_column(BigInteger, Identity(), primary_key=True)
    public_id: Mapped[str] = mapped_column(unique=True)
    incident_id: Mapped[int] = mapped_column(ForeignKey(INCIDENT))
    addressee_id: Mapped[int] = mapped_column(ForeignKey("incident_addressees.id"))
    about: Mapped[str]
    subject: Mapped[str]
    text: Mapped[str] = mapped_column(EncryptedText)
    key: Mapped[str] = mapped_column(unique=True)
    state: Mapped[str]
    attempts: Mapped[int]
    created_at: Mapped[datetime]
    queued_at: Mapped[datetime | None]
    sent_at: Mapped[datetime | None]


class BodyRequest(Sealed, Base):
    """What a supervising body asks; `due_at` is 24 hours after `received_at` by the clock (charter 004, 6.1.6)."""

    __tablename__ = "incident_requests"
    __table_args__ = (
        CheckConstraint("body IN ('dtx', 'xritdx', 'ministry', 'police', 'owner')", name="body"),
        CheckConstraint("due_at = received_at + interval '24 hours'", name="clock_of_24_hours"),
        CheckConstraint("(answered_at IS NULL) = (answer IS NULL)", name="answered_with_words"),
        Index(None, "due_at", postgresql_where=text("answered_at IS NULL")),
        UniqueConstraint("number", name="uq_incident_requests_number"),
    )

    id: Mapped[int] = mapped_column(BigInteger, Identity(), primary_key=True)
    public_id: Mapped[str] = mapped_column(unique=True)
    number: Mapped[str]
    body: Mapped[str]
    their_number: Mapped[str]
    subject: Mapped[str]
    question: Mapped[str] = mapped_column(EncryptedText)
    incident_id: Mapped[int | None] = mapped_column(ForeignKey(INCIDENT))
    received_at: Mapped[datetime]
    due_at: Mapped[datetime]
    registered_at: Mapped[datetime]
    answer: Mapped[str | None] = mapped_column(EncryptedText)
    file_id: Mapped[int | None] = mapped_column(ForeignKey("stored_files.id"))
    answered_at: Mapped[datetime | None]
    answered_by: Mapped[str | None]
    reminded_at: Mapped[datetime | None]
    escalated_at: Mapped[datetime | None]
    seal: Mapped[bytes]


class FaultReport(Base):
    """A fault that somebody met while using the system (charter 003, 7.0.12): on which page, what, how urgent."""

    __tablename__ = "incident_reports"
    __table_args__ = (
        CheckConstraint("state IN ('new', 'taken', 'done')", name="state"),
        CheckConstraint("priority BETWEEN 1 AND 3", name="priority"),
        CheckConstraint("hindrance IN ('blocked', 'wrong', 'small')", name="hindrance"),
        Index(None, "account_id", "id"),
        Index("ix_incident_reports_open", "priority", "id", postgresql_where=text("state <> 'done'")),
        UniqueConstraint("number", name="uq_incident_reports_number"),
    )

    id: Mapped[int] = mapped_column(BigInteger, Identity(), primary_key=True)
    public_id: Mapped[str] = mapped_column(unique=True)
    number: Mapped[str]
    page: Mapped[str]
    description: Mapped[str] = mapped_column(EncryptedText)
    contact: Mapped[str] = mapped_column(EncryptedText)
    hindrance: Mapped[str]
    priority: Mapped[int]
    state: Mapped[str]
    account_id: Mapped[int | None] = mapped_column(ForeignKey("accounts.id"))
    incident_id: Mapped[int | None] = mapped_column(ForeignKey(INCIDENT))
    reply: Mapped[str] = mapped_column(EncryptedText)
    created_at: Mapped[datetime]
    changed_at: Mapped[datetime]


class Attempt(Base):
    """A failed sign-in of an account or from an address, as a blind index; kept only as long as the window is."""

    __tablename__ = "incident_attempts"
    __table_args__ = (Index(None, "whose", "at"),)

    id: Mapped[int] = mapped_column(BigInteger, Identity(), primary_key=True)
    whose: Mapped[bytes]
    at: Mapped[datetime]


UPKEEP: Final = (Setting, InspectionPlan, Inspection, ChangeRequest, Release)
