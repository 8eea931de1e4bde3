"""Tables: areas, authorities, entries of the register, applications by form 2, draft regulations, comments, steps."""

from datetime import date, datetime
from typing import Any, Final

from sqlalchemy import (
    BigInteger,
    CheckConstraint,
    ForeignKey,
    Identity,
    Index,
    Integer,
    Text,
    UniqueConstraint,
    text,
)
from sqlalchemy.dialects.postgresql import ARRAY, TSVECTOR
from sqlalchemy.orm import Mapped, mapped_column

from webapp.catalogue.errors import AlreadyAsked
from webapp.core.crypto import EncryptedText
from webapp.core.db import Base
from webapp.core.errors import constraint

ONE_OPEN: Final = constraint("one_open_application_per_entry", AlreadyAsked)
ENTRY: Final = "catalogue_entries.id"
SHOWN: Final = "state IN ('listed', 'registered') AND NOT protected"


class Area(Base):
    """One of the 29 areas in which e-services are given (Rules, 3.1)."""

    __tablename__ = "catalogue_areas"

    no: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    clause: Mapped[str]
    name: Mapped[str]


class Authority(Base):
    """A body that gives e-services: the 41 of the act's list, and whoever registered one since; with its card (11.5.2).

    An empty part of the card was not given; without `card_at` nobody has confirmed what stands there.
    """

    __tablename__ = "catalogue_authorities"
    __table_args__ = (CheckConstraint("(card_by = '') = (card_at IS NULL)", name="card_whole"),)

    no: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    name: Mapped[str]
    folded: Mapped[str]
    listed: Mapped[bool]
    party_id: Mapped[int | None] = mapped_column(BigInteger, unique=True)
    address: Mapped[str] = mapped_column(default="")
    phone: Mapped[str] = mapped_column(default="")
    email: Mapped[str] = mapped_column(default="")
    site: Mapped[str] = mapped_column(default="")
    card_by: Mapped[str] = mapped_column(default="")
    card_at: Mapped[datetime | None]


class Entry(Base):
    """A service in the register (2.1.5). `code` is its address, `number` the register's, given once and never again.

    `rank` puts entries in the act's order, the first highest. A row is never deleted (10.5.1): a trigger sees to it.
    """

    __tablename__ = "catalogue_entries"
    __table_args__ = (
        CheckConstraint("state IN ('listed', 'registered', 'cancelled', 'repealed')", name="state"),
        CheckConstraint("state NOT IN ('registered', 'cancelled') OR number IS NOT NULL", name="numbered"),
        CheckConstraint("(number IS NULL) = (registered_at IS NULL)", name="registered_whole"),
        CheckConstraint("(state = 'cancelled') = (cancelled_at IS NOT NULL)", name="cancelled_whole"),
        CheckConstraint("number IS NULL OR (legal_basis <> '' AND content <> '')", name="lawful"),
        CheckConstraint("number IS NULL OR (kind IS NOT NULL AND payment IS NOT NULL)", name="registered_kind"),
        CheckConstraint("kind IN ('informative', 'interactive')", name="kind"),
        CheckConstraint("payment IN ('free', 'paid')", name="payment"),
        CheckConstraint("areas <> '{}'", name="has_area"),
        CheckConstraint(f"shown = ({SHOWN})", name="shown"),
        Index("ix_catalogue_entries_search", "search", postgresql_using="gin", postgresql_where=text("shown")),
        Index("ix_catalogue_entries_areas", "areas", postgresql_using="gin", postgresql_where=text("shown")),
        Index("ix_catalogue_entries_shown_rank", "rank", postgresql_where=text("shown")),
        Index("ix_catalogue_entries_authority_no_rank", "authority_no", "rank"),
    )

    id: Mapped[int] = mapped_column(BigInteger, Identity(), primary_key=True)
    code: Mapped[str] = mapped_column(unique=True)
    list_no: Mapped[str | None] = mapped_column(unique=True)
    number: Mapped[str | None] = mapped_column(unique=True)
    offer_code: Mapped[str | None] = mapped_column(unique=True)
    authority_no: Mapped[int] = mapped_column(ForeignKey("catalogue_authorities.no"))
    party_id: Mapped[int | None] = mapped_column(BigInteger, index=True)
    areas: Mapped[list[int]] = mapped_column(ARRAY(Integer))
    rank: Mapped[int] = mapped_column(BigInteger, unique=True)
    state: Mapped[str]
    shown: Mapped[bool]
    protected: Mapped[bool] = mapped_column(default=False)
    name: Mapped[str]
    executors: Mapped[str] = mapped_column(default="")
    content: Mapped[str] = mapped_column(default="")
    legal_basis: Mapped[str] = mapped_column(default="")
    kind: Mapped[str | None]
    payment: Mapped[str | None]
    users: Mapped[list[str]] = mapped_column(ARRAY(Text), default=list)
    place: Mapped[str] = mapped_column(default="")
    note: Mapped[str] = mapped_column(default="")
    search: Mapped[Any] = mapped_column(TSVECTOR)
    registered_at: Mapped[datetime | None]
    cancelled_at: Mapped[datetime | None]
    changed_at: Mapped[datetime]


class Application(Base):
    """An application by form 2: what it asks for, its ten items, its signature, its clock, its decision.

    `party_id` is the body that asks; None is the agency itself, whose office works here. The head's name is sealed.
    """

    __tablename__ = "catalogue_applications"
    __table_args__ = (
        CheckConstraint("request IN ('register', 'amend', 'cancel')", name="request"),
        CheckConstraint("state IN ('draft', 'applied', 'accepted', 'refused', 'withdrawn')", name="state"),
        CheckConstraint("state <> 'applied' OR (due_on IS NOT NULL AND received_at IS NOT NULL)", name="clock_runs"),
        CheckConstraint("state NOT IN ('accepted', 'refused') OR decided_at IS NOT NULL", name="decided_whole"),
        CheckConstraint("state <> 'refused' OR reason <> ''", name="refusal_says_why"),
        CheckConstraint(
            "request = 'register' OR state IN ('draft', 'withdrawn') OR entry_id IS NOT NULL", name="about_an_entry"
        ),
        Index(ONE_OPEN, "entry_id", unique=True, postgresql_where=text("state = 'applied'")),
        Index("ix_catalogue_applications_due", "due_on", "id", postgresql_where=text("state = 'applied'")),
    )

    id: Mapped[int] = mapped_column(BigInteger, Identity(), primary_key=True)
    public_id: Mapped[str] = mapped_column(unique=True)
    party_id: Mapped[int | None] = mapped_column(BigInteger, index=True)
    body: Mapped[str]
    request: Mapped[str]
    entry_id: Mapped[int | None] = mapped_column(ForeignKey(ENTRY), index=True)
    content: Mapped[dict[str, Any]]
    head: Mapped[str] = mapped_column(EncryptedText)
    state: Mapped[str]
    version: Mapped[int] = mapped_column(default=1)
    late_change: Mapped[bool] = mapped_column(default=False)
    due_on: Mapped[date | None]
    received_at: Mapped[datetime | None]
    signer_id: Mapped[int | None] = mapped_column(BigInteger)
    decided_at: Mapped[datetime | None]
    decided_by: Mapped[str] = mapped_column(default="")
    reason: Mapped[str] = mapped_column(default="")
    document_token: Mapped[str | None]
    request_id: Mapped[str | None]
    request_version: Mapped[int | None]
    created_at: Mapped[datetime]
    changed_at: Mapped[datetime]


class DraftRegulation(Base):
    """A draft regulation with its public discussion (9.7), and the regulation in force once approved (9.2, 9.8).

    `points` holds the text of each point of form 1 by its number; `service_code` the entry or offer it is for.
    """

    __tablename__ = "catalogue_drafts"
    __table_args__ = (
        CheckConstraint("state IN ('draft', 'open', 'closed', 'approved', 'withdrawn')", name="state"),
        CheckConstraint("state NOT IN ('open', 'closed', 'approved') OR closes_on IS NOT NULL", name="has_term"),
        CheckConstraint("closes_on > opens_on", name="term"),
        CheckConstraint("state NOT IN ('closed', 'approved') OR summary <> ''", name="closed_with_summary"),
        CheckConstraint("(state = 'approved') = (approved_at IS NOT NULL)", name="approved_whole"),
        Index("ix_catalogue_drafts_service_code_state", "service_code", "state"),
    )

    id: Mapped[int] = mapped_column(BigInteger, Identity(), primary_key=True)
    public_id: Mapped[str] = mapped_column(unique=True)
    service_code: Mapped[str]
    title: Mapped[str]
    points: Mapped[dict[str, Any]]
    state: Mapped[str]
    version: Mapped[int] = mapped_column(default=1)
    opens_on: Mapped[date | None]
    closes_on: Mapped[date | None]
    published_by: Mapped[str] = mapped_column(default="")
    summary: Mapped[str] = mapped_column(default="")
    closed_at: Mapped[datetime | None]
    approved_at: Mapped[datetime | None]
    approved_by: Mapped[str] = mapped_column(default="")
    created_at: Mapped[datetime]
    changed_at: Mapped[datetime]


class Comment(Base):
    """What somebody said of a draft, under their name, and the body's answer. Kept for good."""

    __tablename__ = "catalogue_comments"
    __table_args__ = (
        CheckConstraint("text <> ''", name="says_something"),
        CheckConstraint("(answer = '') = (answered_at IS NULL)", name="answered_whole"),
        UniqueConstraint("draft_id", "account_id", "digest", name="uq_catalogue_comments_once"),
    )

    id: Mapped[int] = mapped_column(BigInteger, Identity(), primary_key=True)
    public_id: Mapped[str] = mapped_column(unique=True)
    draft_id: Mapped[int] = mapped_column(ForeignKey("catalogue_drafts.id"))
    account_id: Mapped[int] = mapped_column(BigInteger)
    author: Mapped[str]
    point: Mapped[str] = mapped_column(default="")
    text: Mapped[str]
    digest: Mapped[bytes]
    at: Mapped[datetime]
    answer: Mapped[str] = mapped_column(default="")
    answered_at: Mapped[datetime | None]
    answered_by: Mapped[str] = mapped_column(default="")


class Consent(Base):
    """The consent of another body to a draft regulation (9.2): who, when, by which paper, and to which text (`digest`)."""

    __tablename__ = "catalogue_consents"
    __table_args__ = (
        CheckConstraint("body <> '' AND person <> '' AND paper <> ''", name="says_who"),
        UniqueConstraint("draft_id", "body", "digest", name="uq_catalogue_consents_once"),
    )

    id: Mapped[int] = mapped_column(BigInteger, Identity(), primary_key=True)
    draft_id: Mapped[int] = mapped_column(ForeignKey("catalogue_drafts.id"))
    body: Mapped[str]
    person: Mapped[str]
    day: Mapped[date]
    paper: Mapped[str]
    digest: Mapped[bytes]
    noted_by: Mapped[str]
    at: Mapped[datetime]


class Address(Base):
    """An address of the web that the catalogue shows: when it was last asked, what came, since when it is dead (11.1)."""

    __tablename__ = "catalogue_addresses"

    address: Mapped[str] = mapped_column(primary_key=True)
    asked_at: Mapped[datetime]
    answer: Mapped[str]
    dead_since: Mapped[datetime | None]


class Step(Base):
    """What happened to an entry, an application or a draft: who, when, with which words, old and new values. Never changed."""

    __tablename__ = "catalogue_steps"
    __table_args__ = (CheckConstraint("num_nonnulls(entry_id, application_id, draft_id) >= 1", name="about_something"),)

    id: Mapped[int] = mapped_column(BigInteger, Identity(), primary_key=True)
    entry_id: Mapped[int | None] = mapped_column(ForeignKey(ENTRY), index=True)
    application_id: Mapped[int | None] = mapped_column(ForeignKey("catalogue_applications.id"), index=True)
    draft_id: Mapped[int | None] = mapped_column(ForeignKey("catalogue_drafts.id"), index=True)
    action: Mapped[str]
    at: Mapped[datetime]
    account_id: Mapped[int | None] = mapped_column(BigInteger)
    actor_name: Mapped[str]
    text: Mapped[str]
    changes: Mapped[dict[str, Any]]
