"""Tables of the accountants' work: what we and a provider see differently, and money that goes back."""

from datetime import datetime
from typing import Final

from sqlalchemy import BigInteger, CheckConstraint, ForeignKey, Identity, Index, false, text
from sqlalchemy.orm import Mapped, mapped_column

from webapp.core.db import Base
from webapp.core.errors import constraint
from webapp.payments.errors import RefundTooLarge, StepNotPossible

ONE_REFUND: Final = constraint("one_refund_per_attempt", StepNotPossible)
WITHIN_PAYMENT: Final = constraint("refunds_within_payment", RefundTooLarge)


class Difference(Base):
    """Something to be cleared up: what was expected and what was found, and at its end who said what about it."""

    __tablename__ = "payment_differences"
    __table_args__ = (
        Index("one_difference_per_payment", "provider", "provider_ref", "kind", unique=True),
        Index("ix_payment_differences_open", "id", postgresql_where=text("closed_at IS NULL")),
        CheckConstraint("(closed_at IS NULL) = (closed_by IS NULL)", name="closed_by_somebody"),
    )

    id: Mapped[int] = mapped_column(BigInteger, Identity(), primary_key=True)
    public_id: Mapped[str] = mapped_column(unique=True)
    kind: Mapped[str]
    provider: Mapped[str]
    provider_ref: Mapped[str]
    attempt_id: Mapped[int | None] = mapped_column(ForeignKey("payment_attempts.id"), index=True)
    expected: Mapped[str]
    found: Mapped[str]
    noted_at: Mapped[datetime]
    closed_at: Mapped[datetime | None]
    closed_by: Mapped[str | None]
    resolution: Mapped[str] = mapped_column(default="")


class Refund(Base):
    """Money going back by the way it came; who asked for it, who approved it.

    What was never applied goes back whole and once. What was `applied` to an invoice goes back whole or in parts, each by
    the `key` of the room that asked; a trigger holds their sum at what was paid. `tries` is one more for each clear no of
    the provider, `returned_at` is the provider's own moment. `money_account` names the till that gave the money back.
    """

    __tablename__ = "payment_refunds"
    __table_args__ = (
        Index(
            ONE_REFUND,
            "attempt_id",
            unique=True,
            postgresql_where=text("state <> 'refused' AND NOT applied"),
        ),
        Index("ix_payment_refunds_under_way", "id", postgresql_where=text("state NOT IN ('done', 'refused')")),
        CheckConstraint("state IN ('asked', 'approved', 'sent', 'waiting', 'done', 'refused')", name="state"),
        CheckConstraint("applied = (key IS NOT NULL)", name="key_of_the_applied"),
        CheckConstraint("qepik > 0", name="amount"),
    )

    id: Mapped[int] = mapped_column(BigInteger, Identity(), primary_key=True)
    public_id: Mapped[str] = mapped_column(unique=True)
    attempt_id: Mapped[int] = mapped_column(ForeignKey("payment_attempts.id"), index=True)
    qepik: Mapped[int] = mapped_column(BigInteger)
    state: Mapped[str]
    reason: Mapped[str]
    asked_by: Mapped[int | None] = mapped_column(BigInteger)
    asked_name: Mapped[str]
    approved_name: Mapped[str] = mapped_column(default="")
    provider_ref: Mapped[str | None]
    asked_at: Mapped[datetime]
    ended_at: Mapped[datetime | None]
    applied: Mapped[bool] = mapped_column(default=False, server_default=false())
    key: Mapped[str | None] = mapped_column(unique=True)
    tries: Mapped[int] = mapped_column(default=1, server_default=text("1"))
    trouble: Mapped[str] = mapped_column(default="", server_default=text("''"))
    returned_at: Mapped[datetime | None]
    money_account: Mapped[str | None]

    @property
    def provider_key(self) -> str:
        """The idempotency key at the provider: a new one only after a clear no, when nothing can have moved."""
        return self.public_id if self.tries == 1 else f"{self.public_id}-{self.tries}"
