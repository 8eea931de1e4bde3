"""Tables of what is in force for a sale: dated rows, only ever added, each with its basis."""

from datetime import date

from sqlalchemy import BigInteger, CheckConstraint, ForeignKey, Identity, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from webapp.core.db import Base


class RouteTermsRow(Base):
    """What is asked of the passengers of a route, whether a ticket may be passed on, whether one needs an entry permit."""

    __tablename__ = "bus_route_terms"
    __table_args__ = (
        UniqueConstraint("route_id", "valid_from"),
        CheckConstraint("policy IN ('none', 'name', 'document')", name="policy_known"),
        CheckConstraint("NOT entry_permit OR (policy = 'document' AND NOT transferable)", name="permit_is_personal"),
        CheckConstraint("btrim(basis) <> ''", name="basis_named"),
    )

    id: Mapped[int] = mapped_column(BigInteger, Identity(), primary_key=True)
    route_id: Mapped[int] = mapped_column(ForeignKey("bus_routes.id"))
    policy: Mapped[str]
    transferable: Mapped[bool]
    entry_permit: Mapped[bool]
    basis: Mapped[str]
    valid_from: Mapped[date]


class CommissionRow(Base):
    """The part of a price, in hundredths of a percent, that is for selling in advance."""

    __tablename__ = "bus_commissions"
    __table_args__ = (
        UniqueConstraint("valid_from"),
        CheckConstraint("hundredths BETWEEN 0 AND 10000 AND btrim(basis) <> ''", name="row_possible"),
    )

    id: Mapped[int] = mapped_column(BigInteger, Identity(), primary_key=True)
    hundredths: Mapped[int]
    basis: Mapped[str]
    is_default: Mapped[bool]
    valid_from: Mapped[date]


class BenefitRow(Base):
    """A group that pays less: by `hundredths` of a percent of the full fare, where a route has no fare of its own for it."""

    __tablename__ = "bus_benefits"
    __table_args__ = (
        UniqueConstraint("code", "valid_from"),
        CheckConstraint("hundredths BETWEEN 0 AND 10000", name="part_possible"),
        CheckConstraint("btrim(title) <> '' AND btrim(basis) <> ''", name="row_named"),
        CheckConstraint("valid_to >= valid_from", name="days_in_order"),
    )

    id: Mapped[int] = mapped_column(BigInteger, Identity(), primary_key=True)
    code: Mapped[str]
    title: Mapped[str]
    hundredths: Mapped[int]
    basis: Mapped[str]
    is_default: Mapped[bool]
    valid_from: Mapped[date]
    valid_to: Mapped[date | None]
