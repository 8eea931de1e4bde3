"""Tables: the form, entries made after the signature, terms by day."""

from datetime import date, datetime
from typing import Any

from sqlalchemy import BigInteger, CheckConstraint, ForeignKey, Identity, Index, LargeBinary, UniqueConstraint, text
from sqlalchemy.dialects.postgresql import ARRAY
from sqlalchemy.orm import Mapped, mapped_column

from webapp.core.crypto import EncryptedText
from webapp.core.db import Base


class Form(Base):
    """One form. `passengers` is their list as JSON, sealed, and gone after the time for which it is kept.

    `handed_at`: the draft lies before the organiser, who may sign it too. `driver_indexes` are blind indexes of the drivers, by which they find it. A trigger keeps what is signed.
    """

    __tablename__ = "journey_forms"
    __table_args__ = (
        CheckConstraint("state IN ('draft', 'signed', 'closed', 'cancelled')", name="state_known"),
        CheckConstraint("state IN ('draft', 'cancelled') OR number IS NOT NULL", name="signed_has_number"),
        CheckConstraint("(signed_at IS NULL) = (signed_by IS NULL)", name="signed_by_somebody"),
        CheckConstraint("octet_length(content::text) < 100000", name="content_bounded"),
        Index(None, "carrier_party_id", "id"),
        Index(None, "organiser_party_id", "id"),
        Index(None, "plate", "departs_at"),
        Index("ix_journey_forms_driver_indexes", "driver_indexes", postgresql_using="gin"),
        Index("ix_journey_forms_ending", "ends_at", postgresql_where=text("state = 'signed'")),
        Index(
            "ix_journey_forms_kept",
            "ends_at",
            postgresql_where=text("passengers IS NOT NULL AND state IN ('closed', 'cancelled')"),
        ),
    )

    id: Mapped[int] = mapped_column(BigInteger, Identity(), primary_key=True)
    public_id: Mapped[str] = mapped_column(unique=True)
    version: Mapped[int]
    state: Mapped[str]
    number: Mapped[str | None] = mapped_column(unique=True)
    carrier_party_id: Mapped[int] = mapped_column(BigInteger)
    organiser_party_id: Mapped[int | None] = mapped_column(BigInteger)
    plate: Mapped[str | None]
    driver_indexes: Mapped[list[bytes]] = mapped_column(ARRAY(LargeBinary))
    departs_at: Mapped[datetime | None]
    ends_at: Mapped[datetime | None]
    content: Mapped[dict[str, Any]]
    passengers: Mapped[str | None] = mapped_column(EncryptedText)
    passenger_count: Mapped[int]
    document_token: Mapped[str | None]
    handed_at: Mapped[datetime | None]
    request_id: Mapped[str | None] = mapped_column(unique=True)
    signed_as: Mapped[str | None]
    signed_by: Mapped[int | None] = mapped_column(BigInteger)
    signed_at: Mapped[datetime | None]
    erased_at: Mapped[datetime | None]
    created_by: Mapped[int | None] = mapped_column(BigInteger)
    created_at: Mapped[datetime]
    changed_at: Mapped[datetime]


class Entry(Base):
    """What was written after the signature: an unforeseen change, dated, by somebody (append-only trigger)."""

    __tablename__ = "journey_entries"
    __table_args__ = (
        UniqueConstraint("form_id", "seq"),
        CheckConstraint(
            "kind IN ('route', 'driver', 'vehicle', 'passenger', 'delay', 'unfinished', 'other')", name="kind_known"
        ),
    )

    id: Mapped[int] = mapped_column(BigInteger, Identity(), primary_key=True)
    form_id: Mapped[int] = mapped_column(ForeignKey("journey_forms.id"))
    seq: Mapped[int]
    at: Mapped[datetime]
    happened_at: Mapped[datetime]
    kind: Mapped[str]
    words: Mapped[str]
    place: Mapped[str]
    account_id: Mapped[int | None] = mapped_column(BigInteger)
    actor_name: Mapped[str]
    party_name: Mapped[str]


class Term(Base):
    """A length in force from a day on: a new one is a new row."""

    __tablename__ = "journey_terms"
    __table_args__ = (CheckConstraint("amount >= 0 AND btrim(basis) <> ''", name="row_possible"),)

    code: Mapped[str] = mapped_column(primary_key=True)
    valid_from: Mapped[date] = mapped_column(primary_key=True)
    amount: Mapped[int]
    basis: Mapped[str]
