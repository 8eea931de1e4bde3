"""Tables: who keeps a station, what stations keep of a price, tills, shifts, every movement of money.

Triggers (see the migration) let nothing happen outside an open shift, and nothing change afterwards.
"""

from datetime import date, datetime
from typing import Any, Final

from sqlalchemy import BigInteger, CheckConstraint, ForeignKey, Identity, Index, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column

from webapp.core.db import Base
from webapp.core.errors import constraint
from webapp.tills.errors import OneKeeper, OneShareFromADay, ShiftOpenElsewhere, TillBusy, TillExists
from webapp.tills.second_tables import SecondAsk

__all__ = ["Draft", "Keeper", "Operation", "SecondAsk", "ShareRow", "Shift", "Till"]

OPEN: Final = text("state = 'open'")
CATEGORIES: Final = "category IN ('first', 'second', 'small_first', 'small_other')"
SIGNS: Final = (
    "CASE WHEN kind IN ('tickets', 'card', 'top_up', 'cash_in') THEN qepik > 0 "
    "WHEN kind IN ('refund', 'void', 'payout', 'cash_out') THEN qepik < 0 ELSE qepik <> 0 END"
)


class Keeper(Base):
    """Who keeps a station from a day on, and of which category it is."""

    __tablename__ = "till_keepers"
    __table_args__ = (
        UniqueConstraint("station_id", "valid_from", name=constraint("one_keeper_from_a_day", OneKeeper)),
        Index(None, "party_id"),
        CheckConstraint(CATEGORIES, name="category_known"),
    )

    id: Mapped[int] = mapped_column(BigInteger, Identity(), primary_key=True)
    station_id: Mapped[int] = mapped_column(ForeignKey("bus_stations.id"))
    party_id: Mapped[int] = mapped_column(BigInteger)
    category: Mapped[str]
    valid_from: Mapped[date]


class ShareRow(Base):
    """What stations of a category keep, in thousandths. Only added to. `standard`: the most that the decision allows."""

    __tablename__ = "till_shares"
    __table_args__ = (
        UniqueConstraint("category", "valid_from", name=constraint("one_share_from_a_day", OneShareFromADay)),
        CheckConstraint(CATEGORIES, name="category_known"),
        CheckConstraint("permille BETWEEN 0 AND 220 AND btrim(basis) <> ''", name="row_possible"),
    )

    id: Mapped[int] = mapped_column(BigInteger, Identity(), primary_key=True)
    category: Mapped[str]
    permille: Mapped[int]
    valid_from: Mapped[date]
    basis: Mapped[str]
    standard: Mapped[bool]


class Till(Base):
    """A till of a station; `code` names its accounts in the ledger."""

    __tablename__ = "tills"
    __table_args__ = (
        Index(constraint("uq_tills_code", TillExists), "code", unique=True),
        Index(None, "party_id"),
        CheckConstraint("code ~ '^[A-Z]{3}-[0-9]{1,2}$'", name="code_possible"),
    )

    id: Mapped[int] = mapped_column(BigInteger, Identity(), primary_key=True)
    public_id: Mapped[str] = mapped_column(unique=True)
    code: Mapped[str]
    station_id: Mapped[int] = mapped_column(ForeignKey("bus_stations.id"))
    party_id: Mapped[int] = mapped_column(BigInteger)
    name: Mapped[str]
    in_use: Mapped[bool] = mapped_column(default=True)
    made_at: Mapped[datetime]


class Shift(Base):
    """A cashier's time at a till. `brought` is what the till's account said, `opening` what was counted.

    `terminal_before` is the terminal account's balance at the beginning. At the end `counts` keeps banknotes and coins.
    """

    __tablename__ = "till_shifts"
    __table_args__ = (
        Index(constraint("one_open_shift_per_till", TillBusy), "till_id", unique=True, postgresql_where=OPEN),
        Index(
            constraint("one_open_shift_per_cashier", ShiftOpenElsewhere),
            "account_id",
            unique=True,
            postgresql_where=OPEN,
        ),
        Index(None, "till_id", "id"),
        Index("uq_till_shifts_z_number", "z_number", unique=True),
        CheckConstraint("state IN ('open', 'closed')", name="state_known"),
        CheckConstraint(
            "(state = 'closed') = (closed_at IS NOT NULL AND counted IS NOT NULL AND expected IS NOT NULL "
            "AND z_number IS NOT NULL AND document_token IS NOT NULL)",
            name="closed_with_a_report",
        ),
        CheckConstraint("opening >= 0 AND counted >= 0", name="cash_is_not_negative"),
        CheckConstraint("counted = expected OR btrim(reason) <> ''", name="difference_with_a_reason"),
        CheckConstraint("closed_by = account_id OR btrim(reason) <> ''", name="another_closes_with_a_reason"),
    )

    id: Mapped[int] = mapped_column(BigInteger, Identity(), primary_key=True)
    public_id: Mapped[str] = mapped_column(unique=True)
    till_id: Mapped[int] = mapped_column(ForeignKey("tills.id"))
    account_id: Mapped[int] = mapped_column(BigInteger)
    cashier: Mapped[str]
    state: Mapped[str]
    opened_at: Mapped[datetime]
    brought: Mapped[int] = mapped_column(BigInteger)
    opening: Mapped[int] = mapped_column(BigInteger)
    terminal_before: Mapped[int] = mapped_column(BigInteger)
    closed_at: Mapped[datetime | None]
    closed_by: Mapped[int | None] = mapped_column(BigInteger)
    closed_name: Mapped[str] = mapped_column(default="")
    counts: Mapped[dict[str, Any] | None]
    expected: Mapped[int | None] = mapped_column(BigInteger)
    counted: Mapped[int | None] = mapped_column(BigInteger)
    reason: Mapped[str] = mapped_column(default="")
    z_number: Mapped[str | None]
    document_token: Mapped[str | None]
    ledger_cash: Mapped[int | None] = mapped_column(BigInteger)
    ledger_terminal: Mapped[int | None] = mapped_column(BigInteger)


class Operation(Base):
    """One movement of money in a shift. `ref` is the order, ticket, card or paper; `once` makes a double click one sale."""

    __tablename__ = "till_operations"
    __table_args__ = (
        UniqueConstraint("once"),
        Index("one_sale_an_order", "ref", unique=True, postgresql_where=text("kind = 'tickets'")),
        Index(None, "shift_id", "id"),
        Index(None, "kind", "ref"),
        CheckConstraint(
            "kind IN ('tickets', 'card', 'top_up', 'refund', 'void', 'payout', 'cash_in', 'cash_out', 'difference')",
            name="kind_known",
        ),
        CheckConstraint("method IN ('cash', 'terminal')", name="method_known"),
        CheckConstraint(SIGNS, name="sign_of_the_kind"),
        CheckConstraint(
            "method = 'cash' OR kind NOT IN ('cash_in', 'cash_out', 'difference')", name="cash_moves_as_cash"
        ),
        CheckConstraint("method = 'cash' OR qepik < 0 OR btrim(reference) <> ''", name="terminal_with_a_reference"),
        CheckConstraint(
            "kind NOT IN ('cash_in', 'cash_out', 'difference', 'void') OR btrim(note) <> ''", name="said_why"
        ),
    )

    id: Mapped[int] = mapped_column(BigInteger, Identity(), primary_key=True)
    public_id: Mapped[str] = mapped_column(unique=True)
    shift_id: Mapped[int] = mapped_column(ForeignKey("till_shifts.id"))
    kind: Mapped[str]
    method: Mapped[str]
    qepik: Mapped[int] = mapped_column(BigInteger)
    ref: Mapped[str]
    reference: Mapped[str] = mapped_column(default="")
    note: Mapped[str] = mapped_column(default="")
    given: Mapped[int | None] = mapped_column(BigInteger)
    once: Mapped[str]
    at: Mapped[datetime]


class Draft(Base):
    """An order that a cashier holds seats by: in which shift, so at which till and station it is sold."""

    __tablename__ = "till_orders"
    __table_args__ = (Index(None, "shift_id"),)

    order: Mapped[str] = mapped_column(primary_key=True)
    shift_id: Mapped[int] = mapped_column(ForeignKey("till_shifts.id"))
    at: Mapped[datetime]
