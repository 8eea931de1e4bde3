"""Tables: products and tariffs as dated rows, cards, top-ups, taps, what goes out to holders. Money stands in the ledger."""

from datetime import date, datetime
from typing import Final

from sqlalchemy import BigInteger, CheckConstraint, ForeignKey, Identity, Index, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column

from webapp.core.crypto import EncryptedText
from webapp.core.db import Base
from webapp.transport_card.device_tables import Batch, Device, ListedCard, Tap
from webapp.transport_card.errors import ONE_NUMBER, ONE_PRODUCT_ROW, ONE_TARIFF_ROW

STATES: Final = "state IN ('new', 'active', 'blocked', 'lost', 'expired', 'closed')"

__all__ = ["Batch", "Card", "Device", "ListedCard", "Payout", "Product", "ProofTries", "Tap", "TariffRow", "TopUp"]


class Product(Base):
    """A kind of card from a day on. Only added to; a card keeps the row under which it was issued."""

    __tablename__ = "card_products"
    __table_args__ = (
        UniqueConstraint("code", "valid_from", name=ONE_PRODUCT_ROW),
        CheckConstraint("kind IN ('plastic', 'paper', 'virtual')", name="kind_known"),
        CheckConstraint("price >= 0 AND negative >= 0 AND transfer_fee >= 0 AND most_balance >= 0", name="amounts"),
        CheckConstraint("0 < least_top_up AND least_top_up <= most_top_up", name="top_ups_in_order"),
        CheckConstraint("rides BETWEEN 1 AND 100 AND NOT top_up OR rides IS NULL", name="rides_or_money"),
        CheckConstraint("life_days > 0 AND (valid_to IS NULL OR valid_to >= valid_from)", name="days_in_order"),
        CheckConstraint("btrim(basis) <> ''", name="legal_basis"),
    )

    id: Mapped[int] = mapped_column(BigInteger, Identity(), primary_key=True)
    code: Mapped[str]
    name_az: Mapped[str]
    name_en: Mapped[str]
    name_ru: Mapped[str]
    kind: Mapped[str]
    price: Mapped[int] = mapped_column(BigInteger)
    refundable: Mapped[bool]
    top_up: Mapped[bool]
    life_days: Mapped[int | None]
    rides: Mapped[int | None]
    negative: Mapped[int] = mapped_column(BigInteger)
    least_top_up: Mapped[int] = mapped_column(BigInteger)
    most_top_up: Mapped[int] = mapped_column(BigInteger)
    most_balance: Mapped[int] = mapped_column(BigInteger)
    transfer_fee: Mapped[int] = mapped_column(BigInteger)
    basis: Mapped[str]
    valid_from: Mapped[date]
    valid_to: Mapped[date | None]


class TariffRow(Base):
    """The flat fare of a city route from a day on. Only added to."""

    __tablename__ = "card_tariffs"
    __table_args__ = (
        UniqueConstraint("route_id", "valid_from", name=ONE_TARIFF_ROW),
        CheckConstraint("qepik > 0 AND transfer_qepik BETWEEN 0 AND qepik", name="amounts"),
        CheckConstraint("transfer_minutes BETWEEN 0 AND 240", name="transfer_window"),
        CheckConstraint("pass_back_seconds BETWEEN 0 AND 7200", name="pass_back_window"),
        CheckConstraint("btrim(basis) <> ''", name="legal_basis"),
        CheckConstraint("valid_to >= valid_from", name="days_in_order"),
    )

    id: Mapped[int] = mapped_column(BigInteger, Identity(), primary_key=True)
    route_id: Mapped[int] = mapped_column(ForeignKey("bus_routes.id"))
    qepik: Mapped[int] = mapped_column(BigInteger)
    transfer_qepik: Mapped[int] = mapped_column(BigInteger)
    transfer_minutes: Mapped[int]
    pass_back_seconds: Mapped[int]
    basis: Mapped[str]
    valid_from: Mapped[date]
    valid_to: Mapped[date | None]


class Card(Base):
    """One card. Its number is sealed and found by a keyed digest; its printed code is kept as a keyed digest only."""

    __tablename__ = "cards"
    __table_args__ = (
        UniqueConstraint("number_index", name=ONE_NUMBER),
        Index("ix_cards_party_id_id", "party_id", "id", postgresql_where=text("party_id IS NOT NULL")),
        Index("ix_cards_expiring", "expires_on", postgresql_where=text("state IN ('active', 'blocked')")),
        CheckConstraint(STATES, name="state_known"),
        CheckConstraint("(state = 'blocked') = (block_reason <> '')", name="blocked_for_a_reason"),
        CheckConstraint("block_reason IN ('', 'debt', 'owner', 'office')", name="block_reason_known"),
        CheckConstraint("(state IN ('new', 'lost', 'closed')) OR sold_at IS NOT NULL", name="sold_at_an_instant"),
        CheckConstraint("rides_left >= 0", name="rides"),
    )

    id: Mapped[int] = mapped_column(BigInteger, Identity(), primary_key=True)
    public_id: Mapped[str] = mapped_column(unique=True)
    number: Mapped[str] = mapped_column(EncryptedText)
    number_index: Mapped[bytes]
    tail: Mapped[str]
    code_digest: Mapped[bytes]
    product_id: Mapped[int] = mapped_column(ForeignKey("card_products.id"))
    state: Mapped[str]
    state_since: Mapped[datetime]
    block_reason: Mapped[str] = mapped_column(default="")
    made_at: Mapped[datetime]
    sold_at: Mapped[datetime | None]
    expires_on: Mapped[date | None]
    rides_left: Mapped[int | None]
    party_id: Mapped[int | None] = mapped_column(BigInteger)
    name: Mapped[str] = mapped_column(default="")
    low_at: Mapped[int | None] = mapped_column(BigInteger)
    replaced_by_id: Mapped[int | None] = mapped_column(ForeignKey("cards.id"))


class TopUp(Base):
    """Money on its way to a card: asked (an invoice is open), pending (paid), credited; lapsed, or sent back (reversed)."""

    __tablename__ = "card_top_ups"
    __table_args__ = (
        Index(None, "card_id", "id"),
        CheckConstraint("state IN ('asked', 'pending', 'credited', 'reversed', 'lapsed')", name="state_known"),
        CheckConstraint("channel IN ('web', 'guest', 'till')", name="channel_known"),
        CheckConstraint("qepik >= 0 AND price >= 0 AND qepik + price > 0", name="amounts"),
        CheckConstraint("(state IN ('credited', 'reversed', 'lapsed')) = (ended_at IS NOT NULL)", name="ends"),
    )

    id: Mapped[int] = mapped_column(BigInteger, Identity(), primary_key=True)
    public_id: Mapped[str] = mapped_column(unique=True)
    card_id: Mapped[int] = mapped_column(ForeignKey("cards.id"))
    qepik: Mapped[int] = mapped_column(BigInteger)
    price: Mapped[int] = mapped_column(BigInteger)
    payable: Mapped[str]
    channel: Mapped[str]
    invoice: Mapped[str | None] = mapped_column(unique=True)
    party_id: Mapped[int | None] = mapped_column(BigInteger)
    state: Mapped[str]
    reason: Mapped[str] = mapped_column(default="")
    asked_at: Mapped[datetime]
    paid_at: Mapped[datetime | None]
    ended_at: Mapped[datetime | None]


class ProofTries(Base):
    """Wrong codes typed for a number, whether or not a card has it."""

    __tablename__ = "card_proof_tries"
    __table_args__ = (CheckConstraint("wrong > 0", name="counted"),)

    number_index: Mapped[bytes] = mapped_column(primary_key=True)
    wrong: Mapped[int]
    since: Mapped[datetime]


class Payout(Base):
    """What is to be paid out in cash of a closed card: the rest that no online payment can take back."""

    __tablename__ = "card_payouts"
    __table_args__ = (
        CheckConstraint("state IN ('due', 'paid')", name="state_known"),
        CheckConstraint("qepik > 0", name="amount"),
        CheckConstraint("(state = 'paid') = (paid_at IS NOT NULL)", name="paid_at_an_instant"),
        Index("ix_card_payouts_due", "id", postgresql_where=text("state = 'due'")),
    )

    id: Mapped[int] = mapped_column(BigInteger, Identity(), primary_key=True)
    public_id: Mapped[str] = mapped_column(unique=True)
    card_id: Mapped[int] = mapped_column(ForeignKey("cards.id"), unique=True)
    qepik: Mapped[int] = mapped_column(BigInteger)
    state: Mapped[str]
    due_at: Mapped[datetime]
    paid_at: Mapped[datetime | None]
    paid_by: Mapped[str] = mapped_column(default="")
