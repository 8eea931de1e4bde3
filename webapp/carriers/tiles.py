"""Card of the cabinet's first page: how many vehicles, and how many papers need care."""

from webapp.carriers.permissions import FLEET_VIEW
from webapp.carriers.queries import vehicles_of_party
from webapp.carriers.rules import Term, term_of
from webapp.core.actor import Actor
from webapp.core.clock import today
from webapp.core.text import Text, _, _l, _n
from webapp.ui.navigation import HomeTile


def describe_fleet(actor: Actor) -> Text:
    """Say how many vehicles have a paper that ended or ends soon; how many there are when all is well."""
    vehicles = vehicles_of_party(actor.party_id) if actor.party_id is not None else []
    care = {Term.SOON, Term.EXPIRED}
    day = today()
    urgent = [v for v in vehicles if {term_of(v.inspection_valid_to, day), term_of(v.insurance_valid_to, day)} & care]
    if urgent:
        return _n(
            "%(num)s nəqliyyat vasitəsinin sənədi bitib və ya bitir",
            "%(num)s nəqliyyat vasitəsinin sənədi bitib və ya bitir",
            len(urgent),
        )
    if not vehicles:
        return _("Reyestrdə nəqliyyat vasitəsi görünmür")
    return _n("%(num)s nəqliyyat vasitəsi", "%(num)s nəqliyyat vasitəsi", len(vehicles))


TILES = (HomeTile(_l("Nəqliyyat parkı"), "carriers.fleet", "truck", describe_fleet, FLEET_VIEW, order=20),)
