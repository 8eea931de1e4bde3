"""Limits of the room as dated rows: a new amount is a new row from a day on, with who set it and why. Only added to."""

from datetime import date, datetime
from typing import Final

from sqlalchemy import BigInteger, CheckConstraint, Identity, Index
from sqlalchemy.orm import Mapped, mapped_column

from webapp.core.db import Base

SECOND_PERSON: Final = "refund_second_person"


class Limit(Base):
    """From the day `since` on a refund of this amount or more takes a second person."""

    __tablename__ = "payment_limits"
    __table_args__ = (
        Index(None, "code", "since", "id"),
        CheckConstraint("code IN ('refund_second_person')", name="code"),
        CheckConstraint("qepik > 0 AND btrim(basis) <> ''", name="amount_with_its_basis"),
    )

    id: Mapped[int] = mapped_column(BigInteger, Identity(), primary_key=True)
    code: Mapped[str]
    since: Mapped[date]
    qepik: Mapped[int] = mapped_column(BigInteger)
    basis: Mapped[str]
    set_by: Mapped[str]
    set_at: Mapped[datetime]
