"""Tables of evidence: what was signed for each act, anchors of chains, legal holds, terms of keeping, what was erased."""

from datetime import date, datetime
from typing import Any

from sqlalchemy import BigInteger, CheckConstraint, ForeignKey, ForeignKeyConstraint, Identity, Index, text
from sqlalchemy.orm import Mapped, mapped_column

from webapp.core.db import Base
from webapp.core.errors import constraint
from webapp.waybills.evidence.errors import HeldAlready

WAYBILL = "waybills.id"


class ActEvidence(Base):
    """A signature over an act: `person` over the statement that the person signed, `seal` over the act as it is chained.

    What a driver's telephone signed without network stands in `waybill_statements`. Only added (trigger).
    """

    __tablename__ = "waybill_evidence"
    __table_args__ = (
        CheckConstraint("kind IN ('person', 'seal')", name="kind_known"),
        CheckConstraint("octet_length(sha256) = 32", name="sha256_whole"),
    )

    act_id: Mapped[int] = mapped_column(ForeignKey("waybill_acts.id"), primary_key=True)
    kind: Mapped[str] = mapped_column(primary_key=True)
    statement: Mapped[bytes]
    sha256: Mapped[bytes]
    signature: Mapped[bytes]
    created_at: Mapped[datetime]


class GrownChain(Base):
    """A chain of acts that grew since the last anchor, and how far."""

    __tablename__ = "waybill_grown_chains"

    waybill_id: Mapped[int] = mapped_column(ForeignKey(WAYBILL), primary_key=True)
    seq: Mapped[int]


class Anchor(Base):
    """A sealed and time-stamped list of chains' heads; each names the one before. Only added (trigger)."""

    __tablename__ = "waybill_anchors"
    __table_args__ = (CheckConstraint("octet_length(sha256) = 32", name="sha256_whole"),)

    number: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    day: Mapped[date] = mapped_column(index=True)
    statement: Mapped[bytes]
    sha256: Mapped[bytes]
    seal: Mapped[bytes]
    created_at: Mapped[datetime]


class AnchoredHead(Base):
    """The head of one chain in an anchor, at its place among the leaves of the tree. Only added (trigger)."""

    __tablename__ = "waybill_anchored_heads"
    __table_args__ = (Index(None, "waybill_id", "seq"),)

    anchor: Mapped[int] = mapped_column(ForeignKey("waybill_anchors.number"), primary_key=True)
    place: Mapped[int] = mapped_column(primary_key=True)
    waybill_id: Mapped[int] = mapped_column(ForeignKey(WAYBILL))
    seq: Mapped[int]
    hash: Mapped[bytes]


class RetentionTerm(Base):
    """How long waybills of a class are kept, from a day on. `assumed` marks a default that no act has confirmed yet."""

    __tablename__ = "waybill_retention_terms"
    __table_args__ = (
        CheckConstraint("class IN ('ordinary', 'disputed', 'unfinished')", name="class_known"),
        CheckConstraint("archive_after_days >= 0 AND keep_days >= archive_after_days", name="archived_before_erased"),
    )

    klass: Mapped[str] = mapped_column("class", primary_key=True)
    valid_from: Mapped[date] = mapped_column(primary_key=True)
    archive_after_days: Mapped[int]
    keep_days: Mapped[int]
    assumed: Mapped[bool]
    basis: Mapped[str]


class Hold(Base):
    """Nothing of this waybill is destroyed. One person asks, another confirms; so it begins, and so it ends.

    What is only asked for holds already: nothing may go while somebody decides.
    """

    __tablename__ = "waybill_holds"
    __table_args__ = (
        CheckConstraint("state IN ('asked', 'in_force', 'release_asked', 'released', 'declined')", name="state_known"),
        CheckConstraint("confirmed_by <> asked_by", name="begun_by_two"),
        CheckConstraint("released_by <> release_asked_by", name="ended_by_two"),
        CheckConstraint("(state = 'released') = (released_at IS NOT NULL)", name="released_at_an_instant"),
        Index(
            constraint("one_hold_of_a_waybill", HeldAlready),
            "waybill_id",
            unique=True,
            postgresql_where=text("state IN ('asked', 'in_force', 'release_asked')"),
        ),
    )

    id: Mapped[int] = mapped_column(BigInteger, Identity(), primary_key=True)
    public_id: Mapped[str] = mapped_column(unique=True)
    waybill_id: Mapped[int] = mapped_column(ForeignKey(WAYBILL))
    state: Mapped[str]
    reason: Mapped[str]
    document: Mapped[str]
    asked_by: Mapped[int] = mapped_column(BigInteger)
    asked_name: Mapped[str]
    asked_at: Mapped[datetime]
    confirmed_by: Mapped[int | None] = mapped_column(BigInteger)
    confirmed_name: Mapped[str | None]
    confirmed_at: Mapped[datetime | None]
    release_reason: Mapped[str | None]
    release_asked_by: Mapped[int | None] = mapped_column(BigInteger)
    release_asked_name: Mapped[str | None]
    release_asked_at: Mapped[datetime | None]
    released_by: Mapped[int | None] = mapped_column(BigInteger)
    released_name: Mapped[str | None]
    released_at: Mapped[datetime | None]


class Erasure(Base):
    """A waybill whose time is over: its words are gone, its digests stand here under the portal's seal. Only added."""

    __tablename__ = "waybill_erasures"

    waybill_id: Mapped[int] = mapped_column(ForeignKey(WAYBILL), primary_key=True)
    klass: Mapped[str] = mapped_column("class")
    term_from: Mapped[date]
    kept_until: Mapped[date]
    proof: Mapped[dict[str, Any]]
    statement: Mapped[bytes]
    seal: Mapped[bytes]
    erased_at: Mapped[datetime]

    __table_args__ = (
        ForeignKeyConstraint(
            ["class", "term_from"], ["waybill_retention_terms.class", "waybill_retention_terms.valid_from"]
        ),
    )
