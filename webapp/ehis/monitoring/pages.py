"""The exchange at a glance, in the office: what the station shows of components, and the way to everything about it."""

from typing import Final

from flask import Blueprint

from webapp.core import db
from webapp.core.text import _l
from webapp.ehis.journal.failing import failing_since
from webapp.ehis.monitoring import uptime, wording
from webapp.ehis.monitoring.judging import Tone
from webapp.ehis.monitoring.standing import Standing, standing
from webapp.ehis.monitoring.usage import rate
from webapp.ehis.permissions import SEE_EXCHANGE
from webapp.ui.access import requires
from webapp.ui.navigation import Link, MenuItem, links
from webapp.ui.rendering import render

glance_pages = Blueprint("ehis_glance", __name__, url_prefix="/office/ehis", template_folder="templates")
GLANCE: Final = MenuItem(_l("Mübadilə bir baxışda"), "ehis_glance.index", "gauge", "office", SEE_EXCHANGE, order=68)
ABOUT_THE_EXCHANGE: Final = ("/office/ehis/", "/office/connections", "/office/incidents", "/office/ehis-")


@glance_pages.get("/")
@requires(SEE_EXCHANGE)
def index() -> str:
    """Show the four components of the law, what must be looked at, and where the rest is."""
    connection = db.session().connection()
    found = standing(connection)
    alarms = [*_own_alarm(found), *wording.warnings(found)]
    return render(
        "monitoring/glance.html", standing=found, alarms=alarms, rate=rate(connection), ways=_ways(), w=wording
    )


@glance_pages.get("/uptime")
@requires(SEE_EXCHANGE)
def availability() -> str:
    """Show the owner by months for which share of the time the register was there (decision 4, 5.1.5)."""
    return render("monitoring/uptime.html", months=uptime.months(db.session().connection()), w=wording)


def _own_alarm(found: Standing) -> list[tuple[Tone, str]]:
    """Say that this very process cannot write the log, where its sign of life could not be written either."""
    since = failing_since()
    if since is None or found.component("portal").log_failed_since is not None:
        return []
    return [(Tone.DANGER, wording.unwritable(str(wording.COMPONENT_NAMES["portal"]), since))]


def _ways() -> list[Link]:
    """Return the lines of the menu that lead to pages about the exchange, whichever rooms they are of."""
    return [one for one in links("office") if one.href.startswith(ABOUT_THE_EXCHANGE) and not one.current]
