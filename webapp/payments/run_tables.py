"""Tables of reconciliation: each run with its sums, and every line that was compared. Only added to."""

from datetime import date, datetime

from sqlalchemy import BigInteger, CheckConstraint, ForeignKey, Identity, Index
from sqlalchemy.orm import Mapped, mapped_column

from webapp.core.db import Base


class Run(Base):
    """One comparison of a provider's day with our books; a day may be compared again."""

    __tablename__ = "payment_runs"
    __table_args__ = (
        CheckConstraint("provider IN ('asan_odenis', 'stripe')", name="provider"),
        CheckConstraint("outcome IN ('agrees', 'differs', 'unusable')", name="outcome"),
    )

    id: Mapped[int] = mapped_column(BigInteger, Identity(), primary_key=True)
    public_id: Mapped[str] = mapped_column(unique=True)
    provider: Mapped[str]
    day: Mapped[date]
    outcome: Mapped[str]
    payments_here: Mapped[int] = mapped_column(BigInteger)
    payments_there: Mapped[int] = mapped_column(BigInteger)
    refunds_here: Mapped[int] = mapped_column(BigInteger)
    refunds_there: Mapped[int] = mapped_column(BigInteger)
    differences: Mapped[int]
    compared_at: Mapped[datetime]


class RunLine(Base):
    """One payment or refund as we had it and as the provider had it; `verdict` is "agrees" or the kind of difference."""

    __tablename__ = "payment_run_lines"
    __table_args__ = (Index(None, "run_id", "id"),)

    id: Mapped[int] = mapped_column(BigInteger, Identity(), primary_key=True)
    run_id: Mapped[int] = mapped_column(ForeignKey("payment_runs.id"))
    kind: Mapped[str]
    ref: Mapped[str]
    expected: Mapped[str]
    found: Mapped[str]
    verdict: Mapped[str]
