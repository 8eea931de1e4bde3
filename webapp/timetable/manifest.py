"""What the room contributes."""

from webapp.audit.api import AuditTerm
from webapp.core.registry import Subsystem
from webapp.core.text import _, _l
from webapp.timetable.cli import timetable
from webapp.timetable.demo import seed_timetable
from webapp.timetable.exporting import export
from webapp.timetable.jobs import JOBS
from webapp.timetable.permissions import ALL, ROLES, RUN, SEE
from webapp.timetable.views import BLUEPRINTS
from webapp.timetable.wording import STEPS
from webapp.ui.navigation import HomeTile, MenuItem


def seed() -> None:
    """Write the demo network and the archive that says it, inside the open transaction."""
    seed_timetable()
    export()


SUBSYSTEM = Subsystem(
    name="timetable",
    blueprints=BLUEPRINTS,
    permissions=ALL,
    roles=ROLES,
    jobs=JOBS,
    commands=(timetable,),
    seed=seed,
    plugins=(
        MenuItem(_l("Marşrutlar"), "routes.index", "route", "public", order=14),
        MenuItem(_l("Marşrutlar"), "network.index", "route", "office", SEE, order=31),
        AuditTerm("bus_station", _l("Stansiya")),
        AuditTerm("bus_route", _l("Avtobus marşrutu")),
        AuditTerm("timetable", _l("Hərəkət cədvəli")),
        MenuItem(_l("Reyslər"), "bus_runs.index", "calendar", "cabinet", RUN, order=48),
        HomeTile(
            _l("Reyslər"),
            "bus_runs.index",
            "calendar",
            lambda _actor: _("Reysi ləğv edin və ya başqa avtobus qoyun"),
            RUN,
            order=36,
        ),
        *(AuditTerm(code, words) for code, words in STEPS.items()),
    ),
)
