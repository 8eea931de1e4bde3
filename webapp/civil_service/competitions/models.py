"""Tables: competitions, their candidates with scores, the reserve that follows from them."""

from datetime import date, datetime
from typing import Final

from sqlalchemy import BigInteger, CheckConstraint, ForeignKey, Identity, Index, LargeBinary
from sqlalchemy.orm import Mapped, mapped_column

from webapp.civil_service.competitions.errors import AheadOfTheTest, RegisteredAlready, RegistrationClosed
from webapp.core.crypto import EncryptedText
from webapp.core.db import Base
from webapp.core.errors import constraint

ONCE: Final = constraint("one_candidate_is_one_person", RegisteredAlready)
IN_TIME: Final = constraint("ck_service_candidates_in_time", RegistrationClosed)

AFTER_THE_TEST: Final = "published_after_the_test"
constraint(f"ck_service_competitions_{AFTER_THE_TEST}", AheadOfTheTest)


class ServiceCompetition(Base):
    """A competition for a post of a body. `published_at`: from then on each candidate sees the own result."""

    __tablename__ = "service_competitions"
    __table_args__ = (
        CheckConstraint("post_class ~ '^(a[1-7]|y[1-4])$'", name="class_known"),
        CheckConstraint("closes_at > announced_at", name="instants_in_order"),
        CheckConstraint("published_at > closes_at", name="published_after_closing"),
        CheckConstraint("(published_at AT TIME ZONE 'Asia/Baku')::date >= test_on", name=AFTER_THE_TEST),
        CheckConstraint("num_nonnulls(published_at, cancelled_at) < 2", name="one_end"),
        CheckConstraint("(cancelled_at IS NULL) = (cancel_reason IS NULL)", name="cancelled_with_reason"),
        Index(None, "closes_at", "id"),
    )

    id: Mapped[int] = mapped_column(BigInteger, Identity(), primary_key=True)
    public_id: Mapped[str] = mapped_column(unique=True)
    number: Mapped[str] = mapped_column(unique=True)
    body_id: Mapped[int] = mapped_column(ForeignKey("service_bodies.id"))
    unit: Mapped[str]
    post_title: Mapped[str]
    search_title: Mapped[str]
    post_class: Mapped[str]
    requirements: Mapped[str]
    announced_at: Mapped[datetime]
    announced_name: Mapped[str]
    closes_at: Mapped[datetime]
    test_on: Mapped[date]
    published_at: Mapped[datetime | None]
    published_name: Mapped[str | None]
    cancelled_at: Mapped[datetime | None]
    cancel_reason: Mapped[str | None]


class ServiceCandidate(Base):
    """A person's registration. `closes_at` is the competition's: a registration after it is refused by the row itself.

    `reserve_until`: the last day in the reserve, for who passed and was not first.
    """

    __tablename__ = "service_candidates"
    __table_args__ = (
        Index(ONCE, "competition_id", "fin_index", unique=True),
        CheckConstraint("registered_at < closes_at", name="in_time"),
        CheckConstraint("test BETWEEN 0 AND 100 AND interview BETWEEN 0 AND 50", name="scores_possible"),
        CheckConstraint("outcome IN ('waiting', 'first', 'reserve', 'not_passed', 'absent')", name="outcome_known"),
        CheckConstraint("(outcome = 'reserve') = (reserve_until IS NOT NULL)", name="reserve_has_an_end"),
        Index(None, "fin_index", "id"),
        Index(None, "reserve_until", "id"),
    )

    id: Mapped[int] = mapped_column(BigInteger, Identity(), primary_key=True)
    public_id: Mapped[str] = mapped_column(unique=True)
    number: Mapped[str] = mapped_column(unique=True)
    competition_id: Mapped[int] = mapped_column(ForeignKey("service_competitions.id"))
    account_id: Mapped[int | None] = mapped_column(BigInteger)
    fin: Mapped[str] = mapped_column(EncryptedText)
    fin_index: Mapped[bytes] = mapped_column(LargeBinary)
    name: Mapped[str] = mapped_column(EncryptedText)
    education: Mapped[str]
    registered_at: Mapped[datetime]
    closes_at: Mapped[datetime]
    withdrawn_at: Mapped[datetime | None]
    test: Mapped[int | None]
    interview: Mapped[int | None]
    outcome: Mapped[str]
    reserve_until: Mapped[date | None]
