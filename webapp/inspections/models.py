"""Tables: what an inspector looked up, acts with their violations, the dated table of violations."""

from datetime import date, datetime
from decimal import Decimal
from typing import Any

from sqlalchemy import BigInteger, CheckConstraint, ForeignKey, Identity, Index, Numeric, UniqueConstraint, text
from sqlalchemy.dialects.postgresql import ARRAY, TEXT
from sqlalchemy.orm import Mapped, mapped_column

from webapp.core.crypto import EncryptedText
from webapp.core.db import Base


class RoadCheck(Base):
    """One look-up: what was asked, what was found at that moment (sealed, with names; gone when its time is over)."""

    __tablename__ = "road_checks"
    __table_args__ = (
        CheckConstraint("means IN ('qr', 'number', 'plate', 'unknown')", name="means_known"),
        CheckConstraint("papers >= 0 AND wrong >= 0 AND silent >= 0", name="counts_possible"),
        Index(None, "inspector_id", "at"),
        Index(None, "at"),
    )

    id: Mapped[int] = mapped_column(BigInteger, Identity(), primary_key=True)
    public_id: Mapped[str] = mapped_column(unique=True)
    inspector_id: Mapped[int] = mapped_column(BigInteger)
    inspector_name: Mapped[str]
    at: Mapped[datetime]
    means: Mapped[str]
    asked: Mapped[str]
    papers: Mapped[int]
    wrong: Mapped[int]
    silent: Mapped[int]
    found: Mapped[str | None] = mapped_column(EncryptedText)


class CheckedPaper(Base):
    """A paper that a look-up met, for one of the firms whose paper it is: they may know that it was looked at."""

    __tablename__ = "road_check_papers"
    __table_args__ = (Index(None, "party_id", "id"), UniqueConstraint("check_id", "party_id", "kind", "ref"))

    id: Mapped[int] = mapped_column(BigInteger, Identity(), primary_key=True)
    check_id: Mapped[int] = mapped_column(ForeignKey("road_checks.id"))
    party_id: Mapped[int] = mapped_column(BigInteger)
    kind: Mapped[str]
    ref: Mapped[str]
    number: Mapped[str]


class ControlAct(Base):
    """An act of control. A trigger keeps what was filed: only its signature and its end are written later.

    `key` is the device's own: sent twice, it is one act. `clock_off` says by how many seconds the device's clock was behind.
    Names and words of the driver are sealed; `driver_index` is the blind index of the FİN when the paper named one.
    """

    __tablename__ = "control_acts"
    __table_args__ = (
        CheckConstraint("state IN ('filed', 'signed', 'corrected', 'annulled')", name="state_known"),
        CheckConstraint("outcome IN ('in_order', 'violations')", name="outcome_known"),
        CheckConstraint("(state = 'filed') = (signed_at IS NULL) OR state = 'annulled'", name="signed_at_an_instant"),
        CheckConstraint(
            "(state = 'annulled') = (annulled_at IS NOT NULL) AND num_nulls(annulled_at, annulled_by, annul_reason) IN (0, 3)",
            name="annulled_with_reason",
        ),
        CheckConstraint("num_nulls(latitude, longitude) IN (0, 2)", name="location_whole"),
        CheckConstraint("btrim(place) <> ''", name="place_named"),
        UniqueConstraint("inspector_id", "key"),
        Index(None, "inspector_id", "id"),
        Index(None, "carrier_party_id", "id"),
        Index(None, "begun_at"),
        Index("ix_control_acts_driver", "driver_index", "id", postgresql_where=text("driver_index IS NOT NULL")),
        Index("ix_control_acts_plate", "plate", "id"),
    )

    id: Mapped[int] = mapped_column(BigInteger, Identity(), primary_key=True)
    public_id: Mapped[str] = mapped_column(unique=True)
    number: Mapped[str] = mapped_column(unique=True)
    key: Mapped[str]
    state: Mapped[str]
    inspector_id: Mapped[int] = mapped_column(BigInteger)
    inspector_name: Mapped[str]
    begun_at: Mapped[datetime]
    received_at: Mapped[datetime]
    clock_off: Mapped[int]
    offline: Mapped[bool]
    region: Mapped[str]
    place: Mapped[str]
    latitude: Mapped[Decimal | None] = mapped_column(Numeric(8, 5))
    longitude: Mapped[Decimal | None] = mapped_column(Numeric(8, 5))
    plate: Mapped[str]
    paper_kind: Mapped[str | None]
    paper_number: Mapped[str | None]
    carrier_party_id: Mapped[int | None] = mapped_column(BigInteger)
    carrier_number: Mapped[str | None] = mapped_column(EncryptedText)
    carrier_name: Mapped[str]
    driver_name: Mapped[str | None] = mapped_column(EncryptedText)
    driver_fin: Mapped[str | None] = mapped_column(EncryptedText)
    driver_index: Mapped[bytes | None]
    checked: Mapped[list[str]] = mapped_column(ARRAY(TEXT))
    verdict: Mapped[str]
    outcome: Mapped[str]
    words: Mapped[str | None] = mapped_column(EncryptedText)
    driver_words: Mapped[str | None] = mapped_column(EncryptedText)
    check_id: Mapped[int | None] = mapped_column(ForeignKey("road_checks.id"))
    corrects_id: Mapped[int | None] = mapped_column(ForeignKey("control_acts.id"), unique=True)
    document_token: Mapped[str | None]
    request_id: Mapped[str | None] = mapped_column(unique=True)
    signed_at: Mapped[datetime | None]
    annulled_at: Mapped[datetime | None]
    annulled_by: Mapped[str | None]
    annul_reason: Mapped[str | None]


class ActViolation(Base):
    """A violation in an act, with article and amount as they were on that day (append-only trigger)."""

    __tablename__ = "control_act_violations"
    __table_args__ = (
        UniqueConstraint("act_id", "code"),
        CheckConstraint("subject IN ('driver', 'official', 'entity')", name="subject_known"),
        CheckConstraint("qepik > 0", name="qepik_positive"),
        Index(None, "code"),
    )

    id: Mapped[int] = mapped_column(BigInteger, Identity(), primary_key=True)
    act_id: Mapped[int] = mapped_column(ForeignKey("control_acts.id"))
    code: Mapped[str]
    subject: Mapped[str]
    repeated: Mapped[bool]
    article: Mapped[str]
    basis: Mapped[str]
    qepik: Mapped[int | None]


class ViolationRow(Base):
    """A violation as the law knows it from a day on: a new amount is a new row. `assumed` says that a source is open."""

    __tablename__ = "violation_rows"
    __table_args__ = (CheckConstraint("btrim(basis) <> '' AND btrim(article) <> ''", name="row_possible"),)

    code: Mapped[str] = mapped_column(primary_key=True)
    valid_from: Mapped[date] = mapped_column(primary_key=True)
    amounts: Mapped[dict[str, Any]]
    article: Mapped[str]
    basis: Mapped[str]
    assumed: Mapped[bool]
