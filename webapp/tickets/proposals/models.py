"""The table of what was proposed: a row of the rules before it is one, and who said what of it."""

from datetime import date, datetime
from typing import Any

from sqlalchemy import BigInteger, CheckConstraint, Identity, Index, text
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.orm import Mapped, mapped_column

from webapp.core.db import Base
from webapp.core.errors import constraint
from webapp.tickets.proposals.errors import SecondPersonDecides

TWO_PERSONS = constraint("ck_bus_rule_proposals_two_persons", SecondPersonDecides)


class RuleProposal(Base):
    """A row that somebody wants from a day on, about `subject` (a route, a station, a group; empty for all).

    Decided by another person. `applied_at` is when an approved one was written where the sale reads it.
    """

    __tablename__ = "bus_rule_proposals"
    __table_args__ = (
        CheckConstraint("kind IN ('terms', 'closing', 'commission', 'benefit', 'tier', 'limit')", name="kind_known"),
        CheckConstraint("state IN ('waiting', 'approved', 'refused', 'withdrawn')", name="state_known"),
        CheckConstraint("btrim(basis) <> ''", name="basis_named"),
        CheckConstraint("(state = 'waiting') = (decided_at IS NULL)", name="decided_at_an_instant"),
        CheckConstraint("state NOT IN ('approved', 'refused') OR decided_by <> asked_by", name="two_persons"),
        Index("ix_bus_rule_proposals_waiting", "id", postgresql_where=text("state = 'waiting'")),
        Index(None, "kind", "subject"),
        Index(None, "party_id"),
    )

    id: Mapped[int] = mapped_column(BigInteger, Identity(), primary_key=True)
    public_id: Mapped[str] = mapped_column(unique=True)
    kind: Mapped[str]
    subject: Mapped[str]
    content: Mapped[dict[str, Any]] = mapped_column(JSONB)
    basis: Mapped[str]
    valid_from: Mapped[date]
    state: Mapped[str]
    party_id: Mapped[int | None] = mapped_column(BigInteger)
    asked_by: Mapped[int] = mapped_column(BigInteger)
    asked_name: Mapped[str]
    asked_at: Mapped[datetime]
    decided_by: Mapped[int | None] = mapped_column(BigInteger)
    decided_name: Mapped[str] = mapped_column(server_default="")
    decided_at: Mapped[datetime | None]
    answer: Mapped[str] = mapped_column(server_default="")
    applied_at: Mapped[datetime | None]
