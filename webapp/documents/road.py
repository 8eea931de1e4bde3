"""Papers of the road: what a waybill or a journey form says where there is no network, small enough to be scanned.

Their line (`offline`, mark K2) ends with the names that the kind gives. A code must be read through a dirty windscreen: it
fits into version 10 of ISO/IEC 18004 (57 modules a side) at level L, so names are cut until it does.
The code names no person: a sole trader's firm is the person, so the kind leaves such a name out.
"""

from dataclasses import dataclass, replace
from datetime import date, datetime
from math import ceil
from typing import Final

from webapp.core.errors import Unavailable
from webapp.documents import keys
from webapp.documents.offline import SIGNATURE_BYTES, Statement, line_of, packed
from webapp.documents.printing import verification_url

ROOM: Final = 2192  # bits of data in version 10 at level L (ISO/IEC 18004, table 7)
HEADS: Final = 4 + 16 + 4 + 11 + 4  # one segment of bytes, one of capitals, the end
BYTE_BITS, CAPITAL_BITS, BASE32_BITS = 8, 5.5, 5
SHORTEST: Final = 4
CUT: Final = "…"


@dataclass(frozen=True, slots=True, kw_only=True)
class RoadPaper:
    """What is signed into the code: `more` are names, the ones that may be cut most last."""

    token: str
    type_code: str
    number: str
    version: int
    subject: str
    valid_from: date
    valid_to: date | None
    issued_at: datetime
    more: tuple[str, ...]


def road_address(paper: RoadPaper) -> str:
    """Return what the QR holds: the verification address, and after # the signed code; the address alone before there is a key."""
    address = verification_url(paper.token)
    try:
        key_id = keys.key_in_use()
    except Unavailable:
        return address
    line = line_of(fitting(_statement(paper, key_id), len(address)))
    return f"{address}#{packed(line, keys.sign(line))}"


def fitting(statement: Statement, address: int) -> Statement:
    """Return the statement with names as long as the code has room for beside an address of so many letters."""
    while _bits(statement, address) > ROOM and any(len(name) > SHORTEST for name in statement.more):
        statement = _shorter(statement)
    return statement


def _shorter(statement: Statement) -> Statement:
    names = [name.removesuffix(CUT) for name in statement.more]
    place = max(range(len(names)), key=lambda one: (len(names[one].encode()), one))
    cut = f"{names[place][:-1].rstrip()}{CUT}"
    return replace(statement, more=(*statement.more[:place], cut, *statement.more[place + 1 :]))


def _bits(statement: Statement, address: int) -> int:
    signed = len(line_of(statement).encode()) + 1 + SIGNATURE_BYTES
    capitals = ceil(signed * BYTE_BITS / BASE32_BITS)
    return HEADS + (address + 1) * BYTE_BITS + ceil(capitals * CAPITAL_BITS)


def _statement(paper: RoadPaper, key_id: str) -> Statement:
    return Statement(
        key_id=key_id,
        type_code=paper.type_code,
        number=paper.number,
        copy=paper.version,
        subject=paper.subject,
        valid_from=paper.valid_from,
        valid_to=paper.valid_to,
        issued_at=paper.issued_at,
        more=paper.more,
    )
