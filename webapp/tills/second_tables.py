"""The table of large refunds at a counter that wait for a second person."""

from datetime import datetime
from typing import Final

from sqlalchemy import BigInteger, CheckConstraint, ForeignKey, Identity, Index, text
from sqlalchemy.orm import Mapped, mapped_column

from webapp.core.db import Base
from webapp.core.errors import constraint
from webapp.tills.errors import AskedAlready, SecondPersonAtTill

TWO_PERSONS: Final = constraint("ck_till_second_asks_two_persons", SecondPersonAtTill)
ONE_ASK: Final = constraint("one_open_ask_a_ticket", AskedAlready)


class SecondAsk(Base):
    """A ticket that somebody brought back and whose sum takes a second person: what was said to the passenger, until when.

    The ticket stays good until the money is given.
    """

    __tablename__ = "till_second_asks"
    __table_args__ = (
        CheckConstraint("state IN ('waiting', 'agreed', 'refused', 'given')", name="state_known"),
        CheckConstraint("(state = 'waiting') = (decided_at IS NULL)", name="decided_at_an_instant"),
        CheckConstraint("decided_by <> asked_by", name="two_persons"),
        CheckConstraint("state <> 'refused' OR btrim(answer) <> ''", name="refused_with_words"),
        Index("ix_till_second_asks_party_id_id", "party_id", "id"),
        Index("one_open_ask_a_ticket", "quote", unique=True, postgresql_where=text("state IN ('waiting', 'agreed')")),
    )

    id: Mapped[int] = mapped_column(BigInteger, Identity(), primary_key=True)
    public_id: Mapped[str] = mapped_column(unique=True)
    party_id: Mapped[int] = mapped_column(BigInteger)
    till_id: Mapped[int] = mapped_column(ForeignKey("tills.id"))
    ticket: Mapped[str]
    quote: Mapped[str]
    qepik: Mapped[int] = mapped_column(BigInteger)
    state: Mapped[str]
    until: Mapped[datetime]
    asked_by: Mapped[int] = mapped_column(BigInteger)
    asked_name: Mapped[str]
    asked_at: Mapped[datetime]
    decided_by: Mapped[int | None] = mapped_column(BigInteger)
    decided_name: Mapped[str] = mapped_column(server_default="")
    decided_at: Mapped[datetime | None]
    answer: Mapped[str] = mapped_column(server_default="")
