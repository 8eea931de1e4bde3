"""To whom a permit is given: the party with what its register says today."""

from webapp.cabinets.api import party
from webapp.permits.services.issuing import Holder


def holder_of(party_id: int) -> Holder:
    """Return the party as a holder. Raises NoSuchParty."""
    found = party(party_id)
    return Holder(party_id=found.id, number=found.number, name=found.name, address=found.address)
