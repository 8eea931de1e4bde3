"""Who pays, as receipts and providers know it: a party of the cabinets, or a guest, of whom nothing is known."""

from dataclasses import dataclass
from typing import Final

from webapp.cabinets.api import party
from webapp.payments.models import Invoice


@dataclass(frozen=True, slots=True)
class Payer:
    """`kind` is the party's, or "guest"; name and number are empty for a guest."""

    kind: str
    name: str = ""
    number: str = ""


GUEST: Final = Payer("guest")


def payer_of(found: Invoice) -> Payer:
    """Return the payer of an invoice."""
    if found.party_id is None:
        return GUEST
    known = party(found.party_id)
    return Payer(known.kind, known.name, known.number)
