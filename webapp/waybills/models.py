"""Tables: the waybill, its chain of acts, the act that waits for a signature, who finds it on which shelf."""

from datetime import date, datetime
from typing import Any

from sqlalchemy import (
    BigInteger,
    CheckConstraint,
    ForeignKey,
    Identity,
    Index,
    PrimaryKeyConstraint,
    UniqueConstraint,
    text,
)
from sqlalchemy.dialects.postgresql import ARRAY, TEXT
from sqlalchemy.orm import Mapped, mapped_column

from webapp.core.crypto import EncryptedText
from webapp.core.db import Base
from webapp.core.errors import constraint
from webapp.waybills.driving.models import Photo, Statement
from webapp.waybills.errors import ActTaken, ActUnderWay
from webapp.waybills.evidence.models import ActEvidence, Anchor, AnchoredHead, Erasure, GrownChain, Hold, RetentionTerm
from webapp.waybills.finding.models import SavedFilter, SearchEntry
from webapp.waybills.machine.models import SandboxWaybill, SignatureWish
from webapp.waybills.patterns.models import WaybillPattern

__all__ = [
    "ActEvidence",
    "Anchor",
    "AnchoredHead",
    "Erasure",
    "GrownChain",
    "Hold",
    "Photo",
    "RetentionTerm",
    "SandboxWaybill",
    "SavedFilter",
    "SearchEntry",
    "SignatureWish",
    "Statement",
    "WaybillPattern",
]
WAYBILL = "waybills.id"
STATES = (
    "'draft', 'offered', 'accepted', 'in_transit', 'arrived', 'at_storage', 'stopped', 'refused', 'returning', 'delivered', "
    "'closed', 'cancelled', 'void'"
)
OVER_STATES = "'delivered', 'closed', 'cancelled', 'void', 'stopped', 'refused', 'returning'"


class Waybill(Base):
    """One waybill. What is searched or constrained has a column, the rest stands in `content` (see `content.py`).

    A trigger keeps `content` of anything but a draft, and a number once given, as they are. What acts changed since it was
    accepted stands in `current` (it follows from content and acts). `start_key` names the view of the page on which it was
    begun: sent twice, it begins one draft. A discarded draft stays as a row that nobody sees.
    `drop_party_ids` are the consignees of the further stops, place by place (NULL: nobody knows the number yet); `at_drop` is
    the stop at which the goods stand while the waybill is `arrived`. `disposal_party_id` may send the goods elsewhere
    (CMR art. 12); NULL is the consignor. `closes_at` ends the time in which the consignee may complain.
    """

    __tablename__ = "waybills"
    __table_args__ = (
        CheckConstraint(f"state IN ({STATES})", name="state_known"),
        CheckConstraint("version > 0", name="version_positive"),
        CheckConstraint("number IS NOT NULL OR state IN ('draft', 'offered', 'cancelled')", name="accepted_has_number"),
        CheckConstraint("octet_length(content::text) < 400000", name="content_bounded"),
        CheckConstraint("discarded_at IS NULL OR state = 'draft'", name="discarded_is_draft"),
        CheckConstraint("at_drop IS NULL OR at_drop BETWEEN 0 AND cardinality(drop_party_ids)", name="at_a_stop"),
        UniqueConstraint("initiator_party_id", "start_key"),
        Index("ix_waybills_initiator", "initiator_party_id", "id"),
        Index("ix_waybills_driver_index", "driver_index", "id", postgresql_where=text("driver_index IS NOT NULL")),
        Index("ix_waybills_on_the_road", "vehicle_plate", postgresql_where=text("state = 'in_transit'")),
        Index("ix_waybills_vehicle_plate", "vehicle_plate", "id"),
        Index("ix_waybills_trailer_plates", "trailer_plates", postgresql_using="gin"),
        Index("ix_waybills_closing", "closes_at", postgresql_where=text("state = 'delivered'")),
        Index("ix_waybills_over", "changed_at", postgresql_where=text(f"state IN ({OVER_STATES})")),
    )

    id: Mapped[int] = mapped_column(BigInteger, Identity(), primary_key=True)
    public_id: Mapped[str] = mapped_column(unique=True)
    version: Mapped[int]
    state: Mapped[str]
    number: Mapped[str | None] = mapped_column(unique=True)
    initiator_party_id: Mapped[int] = mapped_column(BigInteger)
    initiator_role: Mapped[str]
    shared_at: Mapped[datetime | None]
    consignor_party_id: Mapped[int | None] = mapped_column(BigInteger)
    carrier_party_id: Mapped[int | None] = mapped_column(BigInteger)
    consignee_party_id: Mapped[int | None] = mapped_column(BigInteger)
    drop_party_ids: Mapped[list[int | None]] = mapped_column(ARRAY(BigInteger), server_default=text("'{}'"))
    at_drop: Mapped[int | None]
    driver_fin: Mapped[str | None] = mapped_column(EncryptedText)
    driver_index: Mapped[bytes | None]
    vehicle_plate: Mapped[str | None]
    trailer_plates: Mapped[list[str]] = mapped_column(ARRAY(TEXT))
    loading_at: Mapped[datetime | None]
    content: Mapped[dict[str, Any]]
    current: Mapped[dict[str, Any] | None]
    disposal_party_id: Mapped[int | None] = mapped_column(BigInteger)
    next_carrier_party_id: Mapped[int | None] = mapped_column(BigInteger)
    former_party_ids: Mapped[list[int]] = mapped_column(ARRAY(BigInteger), server_default=text("'{}'"))
    returns_id: Mapped[int | None] = mapped_column(ForeignKey(WAYBILL), unique=True)
    closes_at: Mapped[datetime | None]
    document_token: Mapped[str | None]
    created_by: Mapped[int | None] = mapped_column(BigInteger)
    created_at: Mapped[datetime]
    changed_at: Mapped[datetime]
    start_key: Mapped[str | None]
    discarded_at: Mapped[datetime | None]
    erased_at: Mapped[datetime | None]

    @property
    def standing(self) -> dict[str, Any]:
        """What holds now, as JSON: the signed content with what acts changed of it."""
        return self.current or self.content


class WaybillAct(Base):
    """One step, chained by hash to the one before (append-only trigger). `refused` acts changed nothing."""

    __tablename__ = "waybill_acts"
    __table_args__ = (
        UniqueConstraint("waybill_id", "seq", name=constraint("uq_waybill_acts_waybill_id_seq", ActTaken)),
        CheckConstraint("outcome IN ('done', 'refused')", name="outcome_known"),
        CheckConstraint("octet_length(hash) = 32 AND octet_length(content_sha256) = 32", name="hashes_whole"),
    )

    id: Mapped[int] = mapped_column(BigInteger, Identity(), primary_key=True)
    waybill_id: Mapped[int] = mapped_column(ForeignKey(WAYBILL))
    seq: Mapped[int]
    action: Mapped[str]
    outcome: Mapped[str]
    role: Mapped[str]
    account_id: Mapped[int | None] = mapped_column(BigInteger)
    actor_name: Mapped[str]
    party_id: Mapped[int | None] = mapped_column(BigInteger)
    party_name: Mapped[str]
    at: Mapped[datetime]
    reason: Mapped[str]
    data: Mapped[dict[str, Any]]
    content_sha256: Mapped[bytes]
    statement_sha256: Mapped[bytes | None]
    prev_hash: Mapped[bytes]
    hash: Mapped[bytes]
    request_id: Mapped[str | None] = mapped_column(unique=True)
    certificate_number: Mapped[str | None]
    document_version: Mapped[int | None]


class PendingAct(Base):
    """The step of a waybill that waits for its signature: at most one, for the key is the waybill (one open act).

    `ended_at` is set when signing was given up: the person may still try again, and others need not wait.
    """

    __tablename__ = "waybill_pending_acts"
    __table_args__ = (PrimaryKeyConstraint("waybill_id", name=constraint("pk_waybill_pending_acts", ActUnderWay)),)

    waybill_id: Mapped[int] = mapped_column(ForeignKey(WAYBILL), primary_key=True)
    request_id: Mapped[str] = mapped_column(unique=True)
    action: Mapped[str]
    version: Mapped[int]
    role: Mapped[str]
    data: Mapped[dict[str, Any]]
    reason: Mapped[str] = mapped_column(server_default=text("''"))
    account_id: Mapped[int] = mapped_column(BigInteger)
    actor_name: Mapped[str]
    party_id: Mapped[int | None] = mapped_column(BigInteger)
    party_name: Mapped[str]
    created_at: Mapped[datetime]
    ended_at: Mapped[datetime | None]


class Proposal(Base):
    """A change to which every party in `needs` must agree by signature: at most one is open for a waybill.

    `consignees` are those of several whose goods change; each of them agrees for its own part.
    """

    __tablename__ = "waybill_proposals"
    __table_args__ = (
        CheckConstraint("kind IN ('redirect', 'hand_over', 'adjust', 'void')", name="kind_known"),
        CheckConstraint("state IN ('open', 'agreed', 'declined', 'dropped')", name="state_known"),
        CheckConstraint("(state = 'open') = (ended_at IS NULL)", name="ended_at_an_instant"),
        Index(
            "one_open_proposal",
            "waybill_id",
            unique=True,
            postgresql_where=text("state = 'open'"),
        ),
    )

    id: Mapped[int] = mapped_column(BigInteger, Identity(), primary_key=True)
    public_id: Mapped[str] = mapped_column(unique=True)
    waybill_id: Mapped[int] = mapped_column(ForeignKey(WAYBILL), index=True)
    kind: Mapped[str]
    change: Mapped[dict[str, Any]]
    reason: Mapped[str]
    role: Mapped[str]
    party_id: Mapped[int | None] = mapped_column(BigInteger)
    needs: Mapped[list[str]] = mapped_column(ARRAY(TEXT))
    agreed: Mapped[list[str]] = mapped_column(ARRAY(TEXT))
    consignees: Mapped[list[int]] = mapped_column(ARRAY(BigInteger), default=list, server_default=text("'{}'"))
    state: Mapped[str]
    opened_at: Mapped[datetime]
    ended_at: Mapped[datetime | None]


class Term(Base):
    """How long something may take, from a day on: a new length is a new row."""

    __tablename__ = "waybill_terms"
    __table_args__ = (CheckConstraint("amount > 0 AND btrim(basis) <> ''", name="row_possible"),)

    code: Mapped[str] = mapped_column(primary_key=True)
    valid_from: Mapped[date] = mapped_column(primary_key=True)
    amount: Mapped[int]
    basis: Mapped[str]


class Import(Base):
    """A table of waybills that was read: its faults, and its waybills, which a job begins as drafts."""

    __tablename__ = "waybill_imports"
    __table_args__ = (
        CheckConstraint("state IN ('read', 'wanted', 'done')", name="state_known"),
        CheckConstraint("(state = 'read') = (wanted_at IS NULL)", name="wanted_at_an_instant"),
        Index(None, "party_id", "id"),
    )

    id: Mapped[int] = mapped_column(BigInteger, Identity(), primary_key=True)
    public_id: Mapped[str] = mapped_column(unique=True)
    party_id: Mapped[int] = mapped_column(BigInteger)
    account_id: Mapped[int | None] = mapped_column(BigInteger)
    name: Mapped[str]
    sha256: Mapped[bytes]
    state: Mapped[str]
    row_count: Mapped[int]
    faults: Mapped[list[Any]]
    created_at: Mapped[datetime]
    wanted_at: Mapped[datetime | None]


class ImportRow(Base):
    """A waybill of a table; `made` is the public id of its draft."""

    __tablename__ = "waybill_import_rows"
    __table_args__ = (
        Index("ix_waybill_import_rows_left", "import_id", "place", postgresql_where=text("made IS NULL")),
        Index("ix_waybill_import_rows_made", "made", postgresql_where=text("made IS NOT NULL")),
    )

    import_id: Mapped[int] = mapped_column(ForeignKey("waybill_imports.id"), primary_key=True)
    place: Mapped[int] = mapped_column(primary_key=True)
    reference: Mapped[str]
    content: Mapped[dict[str, Any]]
    made: Mapped[str | None]


class ShelfEntry(Base):
    """Where a party finds a waybill in its list, kept with every change so that a list is one short index scan."""

    __tablename__ = "waybill_shelves"
    __table_args__ = (
        CheckConstraint("shelf IN ('needs_me', 'in_progress', 'done', 'drafts')", name="shelf_known"),
        Index("ix_waybill_shelves_list", "party_id", "shelf", "changed_at", "waybill_id"),
    )

    waybill_id: Mapped[int] = mapped_column(ForeignKey(WAYBILL), primary_key=True)
    party_id: Mapped[int] = mapped_column(BigInteger, primary_key=True)
    shelf: Mapped[str]
    changed_at: Mapped[datetime]


class AskedNumber(Base):
    """A VÖEN for whose name the register was asked in vain: it has no such number, or it did not answer yet."""

    __tablename__ = "waybill_asked_numbers"
    __table_args__ = (CheckConstraint("answer IN ('absent', 'silent')", name="answer_known"),)

    number: Mapped[str] = mapped_column(primary_key=True)
    answer: Mapped[str]
    asked_at: Mapped[datetime]
