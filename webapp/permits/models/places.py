"""The cap of a territory: one row that is locked, and the queue of those who signed, by the instant of signature."""

from datetime import datetime

from sqlalchemy import BigInteger, CheckConstraint, ForeignKeyConstraint, Identity, Index, text
from sqlalchemy.orm import Mapped, mapped_column

from webapp.core.db import Base


class CapTerritory(Base):
    """A territory with a cap; whoever takes a place holds its lock to the end of the transaction."""

    __tablename__ = "permit_cap_territories"

    type_code: Mapped[str] = mapped_column(primary_key=True)
    territory: Mapped[str] = mapped_column(primary_key=True)


class CapPlace(Base):
    """An applicant in the queue of a territory: waiting, reserved (there is room), taken (cards given), left.

    Cards given and places reserved together are never above the cap, except for cards that were there before it.
    """

    __tablename__ = "permit_cap_places"
    __table_args__ = (
        ForeignKeyConstraint(
            ["type_code", "territory"], ["permit_cap_territories.type_code", "permit_cap_territories.territory"]
        ),
        CheckConstraint("state IN ('waiting', 'reserved', 'taken', 'left')", name="state_known"),
        CheckConstraint("cards > 0", name="some_cards"),
        Index(
            "ix_permit_cap_places_queue",
            "type_code",
            "territory",
            "signed_at",
            "id",
            postgresql_where=text("state IN ('waiting', 'reserved')"),
        ),
    )

    id: Mapped[int] = mapped_column(BigInteger, Identity(), primary_key=True)
    type_code: Mapped[str]
    territory: Mapped[str]
    case_public_id: Mapped[str] = mapped_column(unique=True)
    case_no: Mapped[str]
    party_id: Mapped[int] = mapped_column(BigInteger)
    holder_name: Mapped[str]
    cards: Mapped[int]
    signed_at: Mapped[datetime]
    state: Mapped[str]
    changed_at: Mapped[datetime]
