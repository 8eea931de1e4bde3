"""Tables of the validators: their keys, their signed batches, the taps in them, the list of blocked cards."""

from datetime import datetime

from sqlalchemy import BigInteger, CheckConstraint, ForeignKey, Identity, Index, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column

from webapp.core.db import Base
from webapp.transport_card.errors import ONE_DEVICE, ONE_KEY


class Device(Base):
    """A validator: which vehicle and route it stands for, and the public half of its key (ECDSA P-256, DER)."""

    __tablename__ = "card_devices"
    __table_args__ = (
        UniqueConstraint("code", name=ONE_DEVICE),
        UniqueConstraint("public_key", name=ONE_KEY),
        CheckConstraint("state IN ('active', 'revoked')", name="state_known"),
        CheckConstraint("(state = 'revoked') = (revoked_at IS NOT NULL)", name="revoked_at_an_instant"),
    )

    id: Mapped[int] = mapped_column(BigInteger, Identity(), primary_key=True)
    public_id: Mapped[str] = mapped_column(unique=True)
    code: Mapped[str]
    public_key: Mapped[bytes]
    vehicle: Mapped[str]
    route_id: Mapped[int] = mapped_column(ForeignKey("bus_routes.id"))
    state: Mapped[str]
    reason: Mapped[str] = mapped_column(default="")
    registered_at: Mapped[datetime]
    revoked_at: Mapped[datetime | None]
    seen_at: Mapped[datetime | None]


class Batch(Base):
    """A signed batch as it came: a second one of its number must have the same bytes."""

    __tablename__ = "card_batches"

    device_id: Mapped[int] = mapped_column(ForeignKey("card_devices.id"), primary_key=True)
    number: Mapped[int] = mapped_column(BigInteger, primary_key=True)
    sha256: Mapped[bytes]
    taps: Mapped[int]
    received_at: Mapped[datetime]


class Tap(Base):
    """One tap and what became of it. Only added to. `qepik` is what it cost, `balance` the card's after it."""

    __tablename__ = "card_taps"
    __table_args__ = (
        UniqueConstraint("device_id", "counter", name="one_tap_a_counter"),
        Index(None, "card_id", "at", postgresql_where=text("card_id IS NOT NULL")),
        CheckConstraint("qepik >= 0 AND (reason = '' OR qepik = 0)", name="what_is_refused_costs_nothing"),
        CheckConstraint("card_id IS NOT NULL OR reason <> ''", name="a_ride_has_a_card"),
    )

    id: Mapped[int] = mapped_column(BigInteger, Identity(), primary_key=True)
    device_id: Mapped[int] = mapped_column(ForeignKey("card_devices.id"))
    counter: Mapped[int] = mapped_column(BigInteger)
    card_id: Mapped[int | None] = mapped_column(ForeignKey("cards.id"))
    at: Mapped[datetime]
    received_at: Mapped[datetime]
    route_id: Mapped[int] = mapped_column(BigInteger)
    vehicle: Mapped[str]
    reason: Mapped[str]
    qepik: Mapped[int] = mapped_column(BigInteger)
    full: Mapped[bool]
    balance: Mapped[int] = mapped_column(BigInteger)


class ListedCard(Base):
    """One change of the list that validators keep; `version` has no gaps and follows the order of commits."""

    __tablename__ = "card_block_list"

    version: Mapped[int] = mapped_column(BigInteger, primary_key=True, autoincrement=False)
    card_digest: Mapped[bytes]
    blocked: Mapped[bool]
    reason: Mapped[str]
    at: Mapped[datetime]
