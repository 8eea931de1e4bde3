"""The table of templates."""

from datetime import datetime
from typing import Any

from sqlalchemy import BigInteger, CheckConstraint, Identity, Index, text
from sqlalchemy.orm import Mapped, mapped_column

from webapp.core.db import Base
from webapp.core.errors import constraint
from webapp.waybills.patterns.errors import PatternNameTaken


class WaybillPattern(Base):
    """Content for new drafts under a name. Whoever made it keeps it to oneself or shares it in the firm."""

    __tablename__ = "waybill_patterns"
    __table_args__ = (
        CheckConstraint("version > 0", name="version_positive"),
        CheckConstraint("shared OR account_id IS NOT NULL", name="somebodys"),
        CheckConstraint("octet_length(content::text) < 400000", name="content_bounded"),
        Index(
            constraint("one_pattern_of_a_name", PatternNameTaken),
            "party_id",
            text("lower(name)"),
            unique=True,
        ),
    )

    id: Mapped[int] = mapped_column(BigInteger, Identity(), primary_key=True)
    public_id: Mapped[str] = mapped_column(unique=True)
    party_id: Mapped[int] = mapped_column(BigInteger)
    account_id: Mapped[int | None] = mapped_column(BigInteger)
    name: Mapped[str]
    role: Mapped[str]
    shared: Mapped[bool]
    content: Mapped[dict[str, Any]]
    version: Mapped[int]
    used: Mapped[int]
    created_at: Mapped[datetime]
    changed_at: Mapped[datetime]
