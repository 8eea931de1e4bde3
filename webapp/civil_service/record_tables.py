"""Tables: state bodies with their posts, servants, and the facts of their records, one row for each version of a fact."""

from datetime import date, datetime
from typing import Any, Final

from sqlalchemy import BigInteger, CheckConstraint, ForeignKey, Identity, Index, LargeBinary, UniqueConstraint, text
from sqlalchemy.dialects.postgresql import TSVECTOR, ExcludeConstraint
from sqlalchemy.orm import Mapped, mapped_column

from webapp.civil_service.errors import FactChanged, PostsOverlap, ServantKnown
from webapp.civil_service.values import order_name
from webapp.core.crypto import EncryptedText
from webapp.core.db import Base
from webapp.core.errors import constraint

STRETCH: Final = (
    "int8range(servant_id * 1048576 + (valid_from - DATE '1900-01-01'),"
    " servant_id * 1048576 + coalesce(valid_to - DATE '1900-01-01', 1048575), '[]')"
)
NOW_TRUE: Final = "known_to IS NULL AND state = 'standing'"
MAIN_POST: Final = f"{NOW_TRUE} AND holding = 'main'"


class ServiceBody(Base):
    """A state body, participant of the register (1.7). `kind` is its category; a body that ended names who follows it."""

    __tablename__ = "service_bodies"
    __table_args__ = (
        CheckConstraint("kind IN ('supreme', '1', '2', '3', '4', '5')", name="kind_known"),
        CheckConstraint("valid_to >= valid_from", name="days_in_order"),
        Index("ix_service_bodies_name", "search_name"),
    )

    id: Mapped[int] = mapped_column(BigInteger, Identity(), primary_key=True)
    public_id: Mapped[str] = mapped_column(unique=True)
    party_id: Mapped[int | None] = mapped_column(BigInteger, unique=True)
    voen: Mapped[str] = mapped_column(unique=True)
    name: Mapped[str]
    search_name: Mapped[str]
    kind: Mapped[str]
    valid_from: Mapped[date]
    valid_to: Mapped[date | None]
    successor_id: Mapped[int | None] = mapped_column(ForeignKey("service_bodies.id"))


class ServicePost(Base):
    """A line of a body's staff list: so many `places` of one post from a day on. Who holds them, the facts say."""

    __tablename__ = "service_posts"
    __table_args__ = (
        CheckConstraint("post_class ~ '^(a[1-7]|y[1-4])$'", name="class_known"),
        CheckConstraint("places > 0", name="places_positive"),
        CheckConstraint("valid_to >= valid_from", name="days_in_order"),
        Index(None, "body_id", "id"),
    )

    id: Mapped[int] = mapped_column(BigInteger, Identity(), primary_key=True)
    public_id: Mapped[str] = mapped_column(unique=True)
    body_id: Mapped[int] = mapped_column(ForeignKey("service_bodies.id"))
    unit: Mapped[str]
    title: Mapped[str]
    post_class: Mapped[str]
    places: Mapped[int]
    valid_from: Mapped[date]
    valid_to: Mapped[date | None]


class Servant(Base):
    """A person of the register. All but the FİN follows from the facts that stand today: `services/settling.py` writes it."""

    __tablename__ = "servants"
    __table_args__ = (
        CheckConstraint("status IN ('trainee', 'probation', 'in_service', 'ended')", name="status_known"),
        CheckConstraint("sex IN ('m', 'f')", name="sex_known"),
        Index(constraint("uq_servants_fin", ServantKnown), "fin_index", unique=True),
        Index("ix_servants_words", "words", postgresql_using="gin"),
        Index(None, "body_id", "search_name", "id"),
        Index(None, "search_name", "id"),
    )

    id: Mapped[int] = mapped_column(BigInteger, Identity(), primary_key=True)
    public_id: Mapped[str] = mapped_column(unique=True)
    number: Mapped[str] = mapped_column(unique=True)
    fin: Mapped[str] = mapped_column(EncryptedText)
    fin_index: Mapped[bytes] = mapped_column(LargeBinary)
    family_name: Mapped[str]
    given_name: Mapped[str]
    patronymic: Mapped[str]
    search_name: Mapped[str]
    words: Mapped[Any] = mapped_column(TSVECTOR)
    sex: Mapped[str]
    birthdate: Mapped[date]
    status: Mapped[str]
    body_id: Mapped[int | None] = mapped_column(ForeignKey("service_bodies.id"))
    unit: Mapped[str | None]
    post_title: Mapped[str | None]
    post_class: Mapped[str | None]
    rank: Mapped[str | None]
    since: Mapped[date | None]
    ended_on: Mapped[date | None]
    created_at: Mapped[datetime]
    changed_at: Mapped[datetime]

    @property
    def full_name(self) -> str:
        """Family name, given name, father's name, as orders write it."""
        return order_name(self.family_name, self.given_name, self.patronymic, self.sex)


class ServiceFact(Base):
    """One version of one fact. A trigger lets nothing change but `known_to`, once; nothing is deleted (1.4, 6.1.13).

    `entry` is the same for all versions of a fact. `valid_from … valid_to`: the days on which it was true, both counted.
    `known_from … known_to`: the instants between which the register said so. A fact that was annulled has a last version
    in the state `annulled`. `sealed` holds the fields that nobody reads without the key, as JSON.
    `cause`: entry, correction, succession (the next post ended it), refresh (the source said otherwise), annulment.
    `manual`: typed in because the exchange was impossible (3.3); replaced when the source answers.
    `order_copy`: the copy of the order, among the attachments of the paper that founded the version.
    """

    __tablename__ = "service_facts"
    __table_args__ = (
        UniqueConstraint("entry", "version"),
        CheckConstraint("valid_to >= valid_from", name="days_in_order"),
        CheckConstraint("known_to >= known_from", name="instants_in_order"),
        CheckConstraint("state IN ('standing', 'annulled')", name="state_known"),
        CheckConstraint("origin IN ('participant', 'ehis', 'operator')", name="origin_known"),
        CheckConstraint("cause IN ('entry', 'correction', 'succession', 'refresh', 'annulment')", name="cause_known"),
        CheckConstraint("holding IN ('main', 'combined', 'acting')", name="holding_known"),
        CheckConstraint("(group_code = 'post') = (holding IS NOT NULL)", name="posts_are_held"),
        CheckConstraint("group_code <> 'post' OR body_id IS NOT NULL", name="posts_are_of_a_body"),
        CheckConstraint(
            "cause IN ('entry', 'refresh', 'succession') OR btrim(reason) <> ''", name="changes_have_reasons"
        ),
        CheckConstraint("NOT manual OR btrim(reason) <> ''", name="manual_has_a_reason"),
        Index(
            constraint("one_standing_version_of_a_fact", FactChanged),
            "entry",
            unique=True,
            postgresql_where=text("known_to IS NULL"),
        ),
        ExcludeConstraint(
            (text(STRETCH), "&&"),
            name=constraint("main_posts_do_not_overlap", PostsOverlap),
            where=text(MAIN_POST),
            using="gist",
        ),
        Index("ix_service_facts_record", "servant_id", "group_code", "valid_from"),
        Index("ix_service_facts_bodies", "body_id", "group_code", postgresql_where=text(NOW_TRUE)),
        Index("ix_service_facts_groups", "group_code", "valid_from", postgresql_where=text(NOW_TRUE)),
    )

    id: Mapped[int] = mapped_column(BigInteger, Identity(), primary_key=True)
    entry: Mapped[str]
    version: Mapped[int]
    servant_id: Mapped[int] = mapped_column(ForeignKey("servants.id"))
    group_code: Mapped[str]
    content: Mapped[dict[str, Any]]
    sealed: Mapped[str | None] = mapped_column(EncryptedText)
    body_id: Mapped[int | None] = mapped_column(ForeignKey("service_bodies.id"))
    post_id: Mapped[int | None] = mapped_column(ForeignKey("service_posts.id"))
    holding: Mapped[str | None]
    valid_from: Mapped[date]
    valid_to: Mapped[date | None]
    known_from: Mapped[datetime]
    known_to: Mapped[datetime | None]
    state: Mapped[str]
    origin: Mapped[str]
    cause: Mapped[str]
    manual: Mapped[bool]
    source: Mapped[str]
    source_body_id: Mapped[int | None] = mapped_column(ForeignKey("service_bodies.id"))
    as_of: Mapped[datetime]
    entered_by: Mapped[str]
    entered_account: Mapped[int | None] = mapped_column(BigInteger)
    order_number: Mapped[str | None]
    order_date: Mapped[date | None]
    order_copy: Mapped[str | None]
    request_id: Mapped[str | None]
    reason: Mapped[str | None]
