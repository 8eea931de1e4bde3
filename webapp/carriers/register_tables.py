"""Tables of the two registers that the Agency keeps: carriers and operators, their suspensions, every change of them."""

from datetime import date, datetime
from typing import Final

from sqlalchemy import BigInteger, CheckConstraint, ForeignKey, Identity, Index, text
from sqlalchemy.dialects.postgresql import ARRAY, TEXT, ExcludeConstraint
from sqlalchemy.orm import Mapped, mapped_column

from webapp.carriers.errors import AlreadyRegistered, OverlappingSuspension
from webapp.carriers.vehicle_tables import STRETCH
from webapp.core.crypto import EncryptedText
from webapp.core.db import Base
from webapp.core.errors import constraint

CARRIER: Final = "carriers.id"
ONE_CARRIER: Final = constraint("uq_carriers_party_id", AlreadyRegistered)
ONE_OPERATOR: Final = constraint("one_operator_of_a_carrier", AlreadyRegistered)
APART: Final = constraint("suspensions_do_not_overlap", OverlappingSuspension)
SUSPENDED_DAYS: Final = STRETCH.format(key="carrier_id", start="starts_on", end="(ends_on + 1)")


class Carrier(Base):
    """A legal entity or sole trader that carries for pay (charter 003, 4.0.1 and 5.1.11).

    A sole trader has the parts of the name. Whether it is suspended follows from its suspensions and the day.
    """

    __tablename__ = "carriers"
    __table_args__ = (
        CheckConstraint("kind IN ('legal', 'sole')", name="kind_known"),
        CheckConstraint(
            "(kind = 'sole') = (given_name IS NOT NULL AND family_name IS NOT NULL)", name="sole_trader_has_names"
        ),
        CheckConstraint("cardinality(activities) > 0", name="carries_something"),
        CheckConstraint("(removed_on IS NULL) = (removal_reason IS NULL)", name="removed_for_a_reason"),
        Index("ix_carriers_folded_name", "folded_name", "id"),
    )

    id: Mapped[int] = mapped_column(BigInteger, Identity(), primary_key=True)
    public_id: Mapped[str] = mapped_column(unique=True)
    party_id: Mapped[int] = mapped_column(BigInteger, unique=True)
    voen: Mapped[str] = mapped_column(unique=True)
    kind: Mapped[str]
    name: Mapped[str]
    folded_name: Mapped[str]
    given_name: Mapped[str | None]
    family_name: Mapped[str | None]
    patronymic: Mapped[str | None]
    address: Mapped[str | None]
    activities: Mapped[list[str]] = mapped_column(ARRAY(TEXT))
    basis: Mapped[str]
    since: Mapped[date]
    removed_on: Mapped[date | None]
    removal_reason: Mapped[str | None]
    taxpayer_status: Mapped[str | None]
    occupational_valid_to: Mapped[date | None]
    source: Mapped[str]
    as_of: Mapped[datetime]
    version: Mapped[int]


class Suspension(Base):
    """A carrier's suspension, from-to: one officer proposes, another person confirms or refuses; it may be ended early."""

    __tablename__ = "carrier_suspensions"
    __table_args__ = (
        CheckConstraint("state IN ('proposed', 'refused', 'confirmed', 'ended')", name="state_known"),
        CheckConstraint("ends_on >= starts_on", name="days_in_order"),
        CheckConstraint("decided_by <> proposed_by", name="two_persons"),
        CheckConstraint("(state = 'proposed') = (decided_at IS NULL)", name="decision_has_instant"),
        CheckConstraint("(state = 'ended') = (ended_at IS NOT NULL)", name="end_has_instant"),
        ExcludeConstraint((text(SUSPENDED_DAYS), "&&"), where=text("state IN ('proposed', 'confirmed')"), name=APART),
        Index("ix_carrier_suspensions_carrier_id", "carrier_id", "id"),
    )

    id: Mapped[int] = mapped_column(BigInteger, Identity(), primary_key=True)
    public_id: Mapped[str] = mapped_column(unique=True)
    carrier_id: Mapped[int] = mapped_column(ForeignKey(CARRIER))
    ground: Mapped[str]
    note: Mapped[str]
    starts_on: Mapped[date]
    ends_on: Mapped[date | None]
    state: Mapped[str]
    proposed_by: Mapped[int] = mapped_column(BigInteger)
    proposed_by_name: Mapped[str]
    proposed_at: Mapped[datetime]
    decided_by: Mapped[int | None] = mapped_column(BigInteger)
    decided_by_name: Mapped[str | None]
    decided_at: Mapped[datetime | None]
    decision_note: Mapped[str | None]
    began_at: Mapped[datetime | None]
    ended_at: Mapped[datetime | None]
    ended_by_name: Mapped[str | None]


class Operator(Base):
    """An operator of international carriage: a carrier's entry in the register of charter 003, 4.0.3 and 5.1.10.

    What one officer proposes (`wanted_…`) waits in the row until another person decides.
    """

    __tablename__ = "operators"
    __table_args__ = (
        CheckConstraint("kind IN ('goods', 'passengers', 'both')", name="kind_known"),
        CheckConstraint("state IN ('active', 'suspended', 'removed')", name="state_known"),
        CheckConstraint("(state = 'active') = (state_reason IS NULL)", name="state_has_reason"),
        CheckConstraint("wanted_state IN ('suspended', 'removed')", name="wanted_state_known"),
        CheckConstraint(
            "num_nulls(wanted_state, wanted_reason, wanted_by, wanted_by_name) IN (0, 4)", name="proposal_is_whole"
        ),
        Index(ONE_OPERATOR, "carrier_id", unique=True, postgresql_where=text("state <> 'removed'")),
    )

    id: Mapped[int] = mapped_column(BigInteger, Identity(), primary_key=True)
    public_id: Mapped[str] = mapped_column(unique=True)
    number: Mapped[str] = mapped_column(unique=True)
    carrier_id: Mapped[int] = mapped_column(ForeignKey(CARRIER))
    kind: Mapped[str]
    address: Mapped[str]
    responsible_name: Mapped[str]
    responsible_fin: Mapped[str] = mapped_column(EncryptedText)
    registered_on: Mapped[date]
    state: Mapped[str]
    state_reason: Mapped[str | None]
    state_since: Mapped[date]
    wanted_state: Mapped[str | None]
    wanted_reason: Mapped[str | None]
    wanted_by: Mapped[int | None] = mapped_column(BigInteger)
    wanted_by_name: Mapped[str | None]
    version: Mapped[int]


class RegisterChange(Base):
    """One field of a carrier, an operator or a vehicle as it was and as it became, by whom and when; never changed itself."""

    __tablename__ = "carrier_changes"
    __table_args__ = (
        CheckConstraint("subject IN ('carrier', 'operator', 'vehicle')", name="subject_known"),
        Index("ix_carrier_changes_subject", "subject", "subject_id", "id"),
    )

    id: Mapped[int] = mapped_column(BigInteger, Identity(), primary_key=True)
    subject: Mapped[str]
    subject_id: Mapped[int] = mapped_column(BigInteger)
    field: Mapped[str]
    old: Mapped[str]
    new: Mapped[str]
    at: Mapped[datetime]
    author_id: Mapped[int | None] = mapped_column(BigInteger)
    author: Mapped[str]
