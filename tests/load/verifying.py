"""The public check of a permit card: strangers ask, each for another of a thousand cards, how it stands now."""

from dataclasses import replace
from datetime import timedelta

from tests.load import runs, servers, visitors
from tests.load.foundation import floor_page
from tests.load.lines import Line
from webapp.cabinets.api import ensure_party
from webapp.core.actor import SYSTEM
from webapp.core.clock import now, today
from webapp.core.transaction import transaction
from webapp.documents import api

KIND = "permit_card"
CARDS = 1_000


def measure(base, _scale):
    """Yield the answers a second of the verification page."""
    page = floor_page(base)
    with visitors.application(base) as app, app.app_context(), transaction():
        tokens = cards()
    scripts = [{"requests": [runs.get(f"/verify/{token}?copy=1") for token in tokens[n::16]]} for n in range(16)]
    generous = replace(base, environ={**base.environ, "VERIFY_PER_MINUTE": "10000000"})
    with servers.portal(generous):
        requests = runs.Requests(base.settings.port, scripts)
        yield Line("verify_rps", runs.closed("verify", requests), "1/s", page)


def cards():
    """Issue the cards to one firm; return their tokens."""
    firm = ensure_party("organisation", "9900010101", name="“Xəzər Yük” MMC", source="bench", as_of=now())
    facts = {"holder_party_id": firm.id, "holder": firm.name, "title": "Buraxılış kartı", "actor": SYSTEM}
    facts |= {"valid_from": today(), "valid_to": today() + timedelta(days=365)}
    return [
        api.issue(KIND, f"bench-{n}", number=f"BENCH-{n:06}", subject=f"10-AA-{n:03}", **facts) for n in range(CARDS)
    ]
