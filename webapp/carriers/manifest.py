"""What the room contributes."""

from webapp.audit.api import AuditTerm
from webapp.carriers.demo import seed_papers
from webapp.carriers.demo_register import seed_register
from webapp.carriers.exchange import SERVICES
from webapp.carriers.jobs import read_insurances, refresh_all, refresh_fleet, refresh_some, turn_the_day
from webapp.carriers.limits import init_limits
from webapp.carriers.permissions import ALL, FLEET_AREA, FLEET_VIEW, ROLES, SEE
from webapp.carriers.reactions import read_the_new_fleets
from webapp.carriers.tiles import FIGURES, TILES
from webapp.carriers.views import (
    assigning,
    carriers,
    checks,
    fleet,
    office,
    office_pages,
    operator_pages,
    operators,
    public,
    public_pages,
    suspending,
)
from webapp.carriers.wording import STEPS
from webapp.core.registry import Subsystem
from webapp.core.text import _l
from webapp.ui.navigation import MenuItem

PAGES = (fleet, checks, assigning, office, suspending, operators, public)  # importing them adds their views


def seed() -> None:
    """Write the demo data of the room, inside the open transaction."""
    seed_papers()
    seed_register()


SUBSYSTEM = Subsystem(
    name="carriers",
    blueprints=(carriers, office_pages, operator_pages, public_pages),
    permissions=ALL,
    areas=(FLEET_AREA,),
    roles=ROLES,
    reactions=(read_the_new_fleets,),
    jobs=(refresh_fleet, refresh_all, refresh_some, read_insurances, turn_the_day),
    setup=init_limits,
    seed=seed,
    plugins=(
        *TILES,
        *FIGURES,
        *SERVICES,
        MenuItem(_l("Park"), "carriers.fleet", "truck", "cabinet", FLEET_VIEW, order=30),
        MenuItem(_l("Daşıyıcılar"), "carriers_public.search", "truck", "public", order=15),
        MenuItem(_l("Daşıyıcılar"), "carriers_office.index", "truck", "office", SEE, order=30),
        *(AuditTerm(code, words) for code, words in STEPS.items()),
        AuditTerm("fleet", _l("Nəqliyyat parkı")),
        AuditTerm("fleet.driver", _l("Sürücünün vəsiqəsi")),
        AuditTerm("fleet.refreshed", _l("Reyestrlərə sorğu")),
        AuditTerm("fleet.vehicle", _l("Nəqliyyat vasitəsi")),
        AuditTerm("fleet.checked", _l("Reyestrdən yoxlama")),
    ),
)
