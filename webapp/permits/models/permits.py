"""Permits, the cards of their vehicles, marks, single trips."""

from datetime import date, datetime
from typing import Any

from sqlalchemy import BigInteger, CheckConstraint, ForeignKey, Identity, Index, text
from sqlalchemy.orm import Mapped, mapped_column

from webapp.core.crypto import EncryptedText
from webapp.core.db import Base

PERMIT = "permits.id"
STATES = "state IN ('active', 'suspended', 'revoked', 'expired')"
BY = "suspended_by IN ('holder', 'office', 'system', 'permit')"


class Permit(Base):
    """What was given to a holder: a permit, a mark or a trip's permit. `revision` grows with each re-registration.

    `holder_*` are as the register had them when it was given or registered anew. `valid_to` is the last valid day.
    """

    __tablename__ = "permits"
    __table_args__ = (
        CheckConstraint(STATES, name="state_known"),
        CheckConstraint(BY, name="suspended_by_known"),
        CheckConstraint("(state = 'suspended') = (suspended_by IS NOT NULL)", name="suspended_by_somebody"),
        CheckConstraint("valid_to >= valid_from", name="days_in_order"),
        CheckConstraint("type_code NOT IN ('border_blank', 'presidential_34', 'presidential_37')", name="not_excepted"),
        Index(
            "one_permit_of_a_holder",
            "party_id",
            "type_code",
            unique=True,
            postgresql_where=text(
                "state IN ('active', 'suspended') AND type_code NOT IN ('mark', 'special_mark', 'oversize', 'road_works')"
            ),
        ),
        Index("ix_permits_party_id", "party_id", "id"),
        Index("ix_permits_holder_index", "holder_index"),
        Index("ix_permits_type_code", "type_code", "id"),
        Index("ix_permits_valid_to", "valid_to", "id", postgresql_where=text("state IN ('active', 'suspended')")),
    )

    id: Mapped[int] = mapped_column(BigInteger, Identity(), primary_key=True)
    public_id: Mapped[str] = mapped_column(unique=True)
    number: Mapped[str] = mapped_column(unique=True)
    type_code: Mapped[str]
    party_id: Mapped[int] = mapped_column(BigInteger)
    holder_name: Mapped[str]
    holder_number: Mapped[str] = mapped_column(EncryptedText)
    holder_index: Mapped[bytes]
    holder_address: Mapped[str | None] = mapped_column(EncryptedText)
    territory: Mapped[str | None]
    details: Mapped[dict[str, Any]]
    state: Mapped[str]
    suspended_by: Mapped[str | None]
    suspended_until: Mapped[date | None]
    revision: Mapped[int]
    case_no: Mapped[str]
    case_public_id: Mapped[str]
    document_token: Mapped[str | None]
    issued_on: Mapped[date]
    valid_from: Mapped[date]
    valid_to: Mapped[date | None]
    changed_at: Mapped[datetime]


class PermitCard(Base):
    """A card (buraxılış kartı) that lets one vehicle work under its permit (law 176-VQ, art. 5; charter 004, 9.2).

    The vehicle is its VIN; `plate` is the one that it bears now, `permit_card_plates` has them all. `euro` is what the
    applicant stated, for no register holds it.
    """

    __tablename__ = "permit_cards"
    __table_args__ = (
        CheckConstraint("carriage IN ('goods', 'passengers', 'taxi')", name="carriage_known"),
        CheckConstraint(STATES, name="state_known"),
        CheckConstraint(BY, name="suspended_by_known"),
        CheckConstraint("(state = 'suspended') = (suspended_by IS NOT NULL)", name="suspended_by_somebody"),
        CheckConstraint("issued_on <= valid_to", name="term_possible"),
        Index(
            "one_card_of_a_vehicle",
            "vin",
            "type_code",
            unique=True,
            postgresql_where=text("state IN ('active', 'suspended')"),
        ),
        Index("ix_permit_cards_plate", "plate", "id"),
        Index("ix_permit_cards_party_id", "party_id"),
        Index("ix_permit_cards_permit_id", "permit_id", "id"),
        Index(
            "ix_permit_cards_territory",
            "type_code",
            "territory",
            postgresql_where=text("territory IS NOT NULL AND state IN ('active', 'suspended')"),
        ),
        Index(
            "ix_permit_cards_checked",
            "party_id",
            "id",
            postgresql_where=text("state IN ('active', 'suspended')"),
        ),
    )

    id: Mapped[int] = mapped_column(BigInteger, Identity(), primary_key=True)
    public_id: Mapped[str] = mapped_column(unique=True)
    number: Mapped[str] = mapped_column(unique=True)
    permit_id: Mapped[int] = mapped_column(ForeignKey(PERMIT))
    permit_number: Mapped[str]
    type_code: Mapped[str]
    party_id: Mapped[int] = mapped_column(BigInteger)
    vin: Mapped[str]
    plate: Mapped[str]
    vehicle: Mapped[str]
    carriage: Mapped[str]
    territory: Mapped[str | None]
    euro: Mapped[int | None]
    year: Mapped[int]
    state: Mapped[str]
    suspended_by: Mapped[str | None]
    revision: Mapped[int]
    document_token: Mapped[str | None]
    issued_on: Mapped[date]
    valid_to: Mapped[date]
    changed_at: Mapped[datetime]


class CardPlate(Base):
    """A plate of a card's vehicle, from a day to the day on which another took its place (None: now)."""

    __tablename__ = "permit_card_plates"
    __table_args__ = (
        CheckConstraint("until >= since", name="days_in_order"),
        Index("one_plate_of_a_card", "card_id", unique=True, postgresql_where=text("until IS NULL")),
        Index("ix_permit_card_plates_plate", "plate"),
    )

    id: Mapped[int] = mapped_column(BigInteger, Identity(), primary_key=True)
    card_id: Mapped[int] = mapped_column(ForeignKey("permit_cards.id"))
    plate: Mapped[str]
    since: Mapped[date]
    until: Mapped[date | None]


class Mark(Base):
    """A distinguishing or special mark: one vehicle, some months; `qepik` is what it cost, by the rates of its day."""

    __tablename__ = "permit_marks"
    __table_args__ = (
        CheckConstraint("months > 0", name="some_months"),
        CheckConstraint("qepik >= 0", name="no_less_than_free"),
        Index("ix_permit_marks_vin", "vin"),
        Index("ix_permit_marks_plate", "plate"),
    )

    permit_id: Mapped[int] = mapped_column(ForeignKey(PERMIT), primary_key=True, autoincrement=False)
    vin: Mapped[str]
    plate: Mapped[str]
    kind: Mapped[str]
    months: Mapped[int]
    qepik: Mapped[int]


class OversizeTrip(Base):
    """The vehicle, load, axles and way of a single trip; `over` are the limits that it is above."""

    __tablename__ = "permit_oversize_trips"
    __table_args__ = (
        CheckConstraint("length_cm > 0 AND width_cm > 0 AND height_cm > 0 AND gross_kg > 0", name="sizes_possible"),
        Index("ix_permit_oversize_trips_plate", "plate"),
    )

    permit_id: Mapped[int] = mapped_column(ForeignKey(PERMIT), primary_key=True, autoincrement=False)
    vin: Mapped[str]
    plate: Mapped[str]
    cargo: Mapped[str]
    length_cm: Mapped[int]
    width_cm: Mapped[int]
    height_cm: Mapped[int]
    gross_kg: Mapped[int]
    axles: Mapped[list[Any]]
    route: Mapped[list[Any]]
    over: Mapped[list[Any]]
