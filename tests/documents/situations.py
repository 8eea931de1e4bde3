"""Documents issued to the demo people, and who did it."""

from dataclasses import dataclass
from datetime import timedelta

from webapp.cabinets.api import ensure_party
from webapp.core.actor import Actor
from webapp.core.clock import now, today
from webapp.core.transaction import transaction
from webapp.documents.api import issue

OFFICER = Actor(name="Zaur Fuad oğlu Şirinov", rights=frozenset({"permits.decide"}))
CARD = "test.card"
WHY = {"reason": "Texniki baxışın müddəti bitib", "basis": "Nazirlər Kabinetinin qərarı, b. 7.1"}


@dataclass(frozen=True)
class Holders:
    """Parties by who they are."""

    firm: int
    trader: int
    person: int


def make_holders():
    told = {"source": "test", "as_of": now()}
    with transaction():
        return Holders(
            firm=ensure_party("organisation", "9900010101", name="“Xəzər Yük” MMC", **told).id,
            trader=ensure_party("entrepreneur", "9900020172", name="Elvin Nadir oğlu Babayev", **told).id,
            person=ensure_party("person", "2RSD4K7", name="Rəşad Tofiq oğlu Məmmədov", **told).id,
        )


def give(party, ref="1", **changes):
    """Issue a card on a plate, valid for a year from today; returns its token."""
    facts = {
        "number": f"KT-{int(ref):06}",
        "holder_party_id": party,
        "holder": "“Xəzər Yük” MMC",
        "subject": "10-AA-123",
        "title": "Sınaq kartı",
        "valid_from": today(),
        "valid_to": today() + timedelta(days=364),
        "extra": (("Yükgötürmə", "12 400 kq"),),
        "actor": OFFICER,
    }
    with transaction():
        return issue(CARD, ref, **facts | changes)
