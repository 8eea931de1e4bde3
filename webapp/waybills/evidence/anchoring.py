"""The day's anchor: one sealed and time-stamped root over the heads of all chains that grew, each naming the one before.

Whoever changes an act, or takes the last ones away, would have to change what another authority stamped.
"""

from dataclasses import dataclass
from datetime import date
from hashlib import sha256
from typing import Any, Final

import structlog
from sqlalchemy import delete, func, insert, select, tuple_

from webapp.core import db
from webapp.core.actor import SYSTEM
from webapp.core.clock import now, today
from webapp.core.jcs import canonical_json
from webapp.core.text import _, in_language
from webapp.core.transaction import transaction
from webapp.incidents.api import Account, register_automatic
from webapp.signing import api as signing
from webapp.waybills.chain import acts_of
from webapp.waybills.evidence import merkle
from webapp.waybills.evidence.records import first_break_in
from webapp.waybills.models import Anchor, AnchoredHead, GrownChain, Waybill

log = structlog.get_logger(__name__)
FORMAT: Final = "kabinet-waybill-anchor/1"
MOST: Final = 20_000
"""So many chains in one anchor; what is more takes the next one, which follows at once."""
LOCK: Final = 470_470


@dataclass(frozen=True, slots=True)
class Head:
    """The end of one chain."""

    waybill_id: int
    public_id: str
    seq: int
    hash: bytes

    @property
    def leaf(self) -> bytes:
        """The head among the leaves of an anchor's tree."""
        return merkle.leaf(leaf_data(self.public_id, self.seq, self.hash))


def leaf_data(public_id: str, seq: int, digest: bytes) -> bytes:
    """Return what a leaf says: which chain, how many acts, the hash of the last one."""
    return canonical_json({"waybill": public_id, "seq": seq, "hash": digest.hex()})


def anchor_all() -> int:
    """Anchor every chain that grew and return how many anchors that took; chains that do not hold are reported instead.

    No transaction may be open: the seal is made between two. Raises SealUnavailable.
    """
    made = 0
    while True:
        with transaction(read_only=True):
            heads, broken = _grown()
            last = db.session().scalar(select(Anchor).order_by(Anchor.number.desc()).limit(1))
            number, previous = (last.number + 1, bytes(last.sha256)) if last else (1, bytes(32))
        _report(broken)
        if not heads:
            return made
        statement = statement_of(number, today(), heads, previous)
        seal = signing.seal_bytes(statement)
        with transaction():
            if not _kept(number, statement, seal, heads):
                return made
        made += 1
        if len(heads) + len(broken) < MOST:
            return made


def statement_of(number: int, day: date, heads: list[Head], previous: bytes) -> bytes:
    """Return what an anchor states, in canonical JSON."""
    return canonical_json(
        {
            "format": FORMAT,
            "number": number,
            "day": day.isoformat(),
            "chains": len(heads),
            "root": merkle.root([head.leaf for head in heads]).hex(),
            "previous": previous.hex(),
        }
    )


def _grown() -> tuple[list[Head], list[str]]:
    """Return the heads of chains that grew and hold, and the waybills whose chain does not."""
    query = select(Waybill).join(GrownChain, GrownChain.waybill_id == Waybill.id).order_by(Waybill.id).limit(MOST)
    heads, broken = [], []
    for waybill in db.session().scalars(query):
        acts = acts_of(waybill.id)
        if first_break_in(acts, waybill.public_id, erased=waybill.erased_at is not None) is not None:
            broken.append(waybill.public_id)
        else:
            heads.append(Head(waybill.id, waybill.public_id, acts[-1].seq, bytes(acts[-1].hash)))
    return heads, broken


def _kept(number: int, statement: bytes, seal: bytes, heads: list[Head]) -> bool:
    """Keep an anchor; False when another process kept one of this number first."""
    session = db.session()
    session.execute(select(func.pg_advisory_xact_lock(LOCK)))
    if session.get(Anchor, number) is not None:
        return False
    digest = sha256(statement).digest()
    session.add(Anchor(number=number, day=today(), statement=statement, sha256=digest, seal=seal, created_at=now()))
    session.flush()
    session.execute(insert(AnchoredHead), [_row(number, place, head) for place, head in enumerate(heads)])
    pairs = [(head.waybill_id, head.seq) for head in heads]
    session.execute(delete(GrownChain).where(tuple_(GrownChain.waybill_id, GrownChain.seq).in_(pairs)))
    log.info("waybills.anchored", number=number, chains=len(heads), sha256=digest.hex())
    return True


def _row(number: int, place: int, head: Head) -> dict[str, Any]:
    return {"anchor": number, "place": place, "waybill_id": head.waybill_id, "seq": head.seq, "hash": head.hash}


def _report(broken: list[str]) -> None:
    """Make a chain that does not hold an incident, once a day for each."""
    for public_id in broken:
        log.error("waybills.chain_broken", waybill=public_id)
        with transaction(), in_language("az"):
            register_automatic(
                Account(
                    kind="security",
                    severity="high",
                    title=_("Yük qaiməsinin aktlar zənciri pozulub"),
                    description=_(
                        "Qaimə %(waybill)s: bazadakı aktlar zəncirdəki hesaba uyğun gəlmir.", waybill=public_id
                    ),
                    services=["portal"],
                ),
                key=f"waybill-chain:{public_id}",
                actor=SYSTEM,
            )
