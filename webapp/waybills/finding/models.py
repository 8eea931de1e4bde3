"""Tables: the words by which each party finds its waybills, the filters that people keep."""

from datetime import datetime
from typing import Any, Final

from sqlalchemy import BigInteger, CheckConstraint, ForeignKey, Identity, Index, SmallInteger, text
from sqlalchemy.dialects.postgresql import TSVECTOR
from sqlalchemy.orm import Mapped, mapped_column

from webapp.core.db import Base
from webapp.core.errors import constraint
from webapp.waybills.finding.errors import NameTaken

EVERYBODY: Final = 0  # no party has this id: what is written under it is found by the office


class SearchEntry(Base):
    """How a party finds a waybill: by day (`at`, the planned loading, else when it was begun) and by words.

    `week` numbers the weeks of `at` (UTC) from 1970. The index by words holds each of them behind party and week, so that
    a search reads the weeks that it needs, the newest first, however many waybills there are.
    """

    __tablename__ = "waybill_search"
    __table_args__ = (
        Index("ix_waybill_search_days", "party_id", "at", "waybill_id"),
        Index(
            "ix_waybill_search_words",
            text("waybill_scoped_words(party_id, week, words)"),
            postgresql_using="gin",
            postgresql_with={"gin_pending_list_limit": 256},
        ),
    )

    waybill_id: Mapped[int] = mapped_column(ForeignKey("waybills.id", ondelete="CASCADE"), primary_key=True)
    party_id: Mapped[int] = mapped_column(BigInteger, primary_key=True)
    at: Mapped[datetime]
    week: Mapped[int] = mapped_column(SmallInteger)
    words: Mapped[Any] = mapped_column(TSVECTOR)


class SavedFilter(Base):
    """A filter that somebody keeps under a name, for one party; at most one of them opens by itself."""

    __tablename__ = "waybill_filters"
    __table_args__ = (
        CheckConstraint("btrim(name) <> '' AND length(name) <= 60", name="name_possible"),
        CheckConstraint("octet_length(wanted::text) < 4000", name="wanted_bounded"),
        Index(
            constraint("uq_waybill_filters_name", NameTaken),
            "account_id",
            "party_id",
            text("lower(name)"),
            unique=True,
        ),
        Index(
            "uq_waybill_filters_opens", "account_id", "party_id", unique=True, postgresql_where=text("opens_by_itself")
        ),
    )

    id: Mapped[int] = mapped_column(BigInteger, Identity(), primary_key=True)
    public_id: Mapped[str] = mapped_column(unique=True)
    account_id: Mapped[int] = mapped_column(BigInteger)
    party_id: Mapped[int] = mapped_column(BigInteger)
    name: Mapped[str]
    wanted: Mapped[dict[str, Any]]
    opens_by_itself: Mapped[bool]
    created_at: Mapped[datetime]
