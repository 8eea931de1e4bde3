"""Rows that follow from what happens elsewhere."""

from webapp.auth.api import certificates_of
from webapp.auth.events import SignedIn
from webapp.cabinets.api import party_by_number
from webapp.carriers.jobs import WITH_FLEET, start_refresh
from webapp.carriers.queries import last_refresh
from webapp.core.bus import on


@on(SignedIn)
def read_the_new_fleets(fact: SignedIn) -> None:
    """Ask the registers for organisations and sole traders whose fleet was never read, so that the first waybill finds it.

    A party may be known before anybody acts for it, as somebody's consignee, so its own first day is what counts.
    """
    for certificate in certificates_of(fact.account_id):
        found = party_by_number(certificate.voen)
        if found is not None and found.kind in WITH_FLEET and last_refresh(found.id) is None:
            start_refresh(found.id, fact.account_id)
