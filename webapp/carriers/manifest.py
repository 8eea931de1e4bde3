"""What the room contributes."""

from webapp.audit.api import AuditTerm
from webapp.carriers.demo import seed_papers
from webapp.carriers.exchange import SERVICES
from webapp.carriers.jobs import refresh_all, refresh_fleet
from webapp.carriers.permissions import FLEET_AREA, FLEET_REFRESH, FLEET_VIEW
from webapp.carriers.reactions import read_the_new_fleets
from webapp.carriers.tiles import FIGURES, TILES
from webapp.carriers.views import carriers, checks, fleet
from webapp.core.registry import Subsystem
from webapp.core.text import _l
from webapp.ui.navigation import MenuItem

PAGES = (fleet, checks)  # importing them adds their views

SUBSYSTEM = Subsystem(
    name="carriers",
    blueprints=(carriers,),
    permissions=(FLEET_VIEW, FLEET_REFRESH),
    areas=(FLEET_AREA,),
    reactions=(read_the_new_fleets,),
    jobs=(refresh_fleet, refresh_all),
    seed=seed_papers,
    plugins=(
        *TILES,
        *FIGURES,
        *SERVICES,
        MenuItem(_l("Park"), "carriers.fleet", "truck", "cabinet", FLEET_VIEW, order=30),
        AuditTerm("fleet", _l("Nəqliyyat parkı")),
        AuditTerm("fleet.driver", _l("Sürücünün vəsiqəsi")),
        AuditTerm("fleet.refreshed", _l("Reyestrlərə sorğu")),
        AuditTerm("fleet.vehicle", _l("Nəqliyyat vasitəsi")),
        AuditTerm("fleet.checked", _l("Reyestrdən yoxlama")),
    ),
)
