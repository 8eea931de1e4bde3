"""A service with every kind of field, for what is made from a model."""

from dataclasses import dataclass
from datetime import UTC, date, datetime
from enum import StrEnum
from typing import Annotated

from webapp.ehis.provider.model import Plate, Voen, Words
from webapp.ehis.provider.service import Caller, Found, Looked, NotFound, ProvidedService


class State(StrEnum):
    VALID = "valid"
    SUSPENDED = "suspended"


@dataclass(frozen=True)
class Asked:
    voen: Annotated[Voen, "VÖEN"]
    on_day: Annotated[date | None, "Hansı günə"] = None
    state: State | None = None
    limit: int | None = None
    brief: bool | None = None


@dataclass(frozen=True)
class Card:
    plate: Plate
    state: State


@dataclass(frozen=True)
class Answer:
    voen: Voen
    name: Annotated[Words, "Ad"]
    card: Annotated[tuple[Card, ...], "Kartlar"]
    nickname: Words | None
    count: int
    open: bool
    since: date
    as_of: datetime


FULL = Answer(
    "9900010101",
    "“Xəzər Yük” & Co <MMC>",
    (Card("10-XY-101", State.VALID), Card("10-XY-102", State.SUSPENDED)),
    None,
    3,
    True,
    date(2026, 1, 31),
    datetime(2026, 11, 22, 10, 0, tzinfo=UTC),
)


def handle(asked: Asked, caller: Caller) -> Found:
    if asked.voen == "9900010511":
        raise NotFound
    if asked.voen == "9900010231":
        raise RuntimeError("the shelf is empty, and this text is nobody's business")
    return Found(FULL, (Looked("2RSD4K7", "Rəşad Məmmədov"),))


SERVICE = ProvidedService(
    "sampleCard", "v1", "Nümunə <1>", "Xülasə.", "Nizamnamə, 5.2.", "Yoxlama", Asked, Answer, handle
)
