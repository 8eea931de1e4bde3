"""What a look-up found: papers on the road and what the registers say, as it is kept and shown."""

from dataclasses import dataclass
from datetime import datetime

from webapp.core.plain_json import reader


@dataclass(frozen=True, slots=True, kw_only=True)
class Paper:
    """A paper of the road. Texts are Azerbaijani, translated when shown; `ref` is the public id by which its room knows it."""

    kind: str
    ref: str
    number: str
    word: str
    tone: str
    in_force: bool
    title: str = ""
    carrier: str = ""
    carrier_number: str = ""
    carrier_party_id: int | None = None
    consignor: str = ""
    consignee: str = ""
    origin: str = ""
    target: str = ""
    goods: tuple[str, ...] = ()
    gross_kg: str = ""
    plates: tuple[str, ...] = ()
    seals: tuple[str, ...] = ()
    people: tuple[str, ...] = ()
    since: datetime | None = None
    until: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One thing that was asked: of a register, or of our own. `value` is a day, a word or a number as it was answered."""

    code: str
    subject: str
    answer: str
    value: str = ""
    source: str = ""
    as_of: datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """Everything that one look-up brought."""

    papers: tuple[Paper, ...] = ()
    rows: tuple[Row, ...] = ()


found_of = reader(Found)
