"""What the room contributes."""

from webapp.audit.api import AuditTerm
from webapp.core.registry import Subsystem
from webapp.core.text import _l
from webapp.timetable.demo import seed_timetable
from webapp.timetable.jobs import make_the_days
from webapp.timetable.permissions import ALL, ROLES, RUN
from webapp.timetable.views import BLUEPRINTS
from webapp.timetable.wording import STEPS
from webapp.ui.navigation import MenuItem

SUBSYSTEM = Subsystem(
    name="timetable",
    blueprints=BLUEPRINTS,
    permissions=ALL,
    roles=ROLES,
    jobs=(make_the_days,),
    seed=seed_timetable,
    plugins=(
        MenuItem(_l("Reyslər"), "bus_runs.index", "calendar", "cabinet", RUN, order=48),
        *(AuditTerm(code, words) for code, words in STEPS.items()),
    ),
)
