"""The law as dated rows: only ever added. What holds on a day is the newest row of a key that began by then."""

from datetime import date, datetime
from typing import Any

from sqlalchemy import BigInteger, CheckConstraint, Identity, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from webapp.core.db import Base


class LawRow(Base):
    """One row: `content` is a value of `permits.rows` by its family.

    `variant` tells apart what two sources say of one key; the newest `is_default` row holds. `assumed`: no act says it.
    """

    __tablename__ = "permit_law_rows"
    __table_args__ = (
        UniqueConstraint("family", "key", "variant", "valid_from", name="uq_permit_law_rows_key"),
        CheckConstraint("valid_to >= valid_from", name="days_in_order"),
    )

    id: Mapped[int] = mapped_column(BigInteger, Identity(), primary_key=True)
    family: Mapped[str]
    key: Mapped[str]
    variant: Mapped[str]
    is_default: Mapped[bool]
    valid_from: Mapped[date]
    valid_to: Mapped[date | None]
    basis: Mapped[str]
    source: Mapped[str]
    assumed: Mapped[bool]
    content: Mapped[dict[str, Any]]
    added_at: Mapped[datetime]
    added_by: Mapped[str]
