"""The law of length, ranks and ages as dated rows: only ever added. What holds on a day is the newest row of a key by then."""

from datetime import date
from typing import Any

from sqlalchemy import BigInteger, CheckConstraint, Identity, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from webapp.core.db import Base


class CivilRule(Base):
    """One row: `content` by its family, `basis` its clause. `assumed`: the published sources leave it open, and pages say so."""

    __tablename__ = "civil_rules"
    __table_args__ = (
        UniqueConstraint("family", "key", "valid_from"),
        CheckConstraint("btrim(basis) <> ''", name="basis_named"),
    )

    id: Mapped[int] = mapped_column(BigInteger, Identity(), primary_key=True)
    family: Mapped[str]
    key: Mapped[str]
    valid_from: Mapped[date]
    content: Mapped[dict[str, Any]]
    basis: Mapped[str]
    assumed: Mapped[bool]
