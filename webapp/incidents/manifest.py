"""What the room contributes."""

from typing import Any

from webapp.core.registry import Subsystem
from webapp.core.text import _, _l
from webapp.incidents.commands import self_test
from webapp.incidents.demo import seed_incidents
from webapp.incidents.jobs import escalate, remind, tell
from webapp.incidents.limits import init_limits
from webapp.incidents.notices import AREA, TEMPLATES
from webapp.incidents.permissions import ALL, CONTROL, ROLES, SEE, SEE_SECURITY
from webapp.incidents.reactions import REACTIONS
from webapp.incidents.terms import TERMS
from webapp.incidents.tiles import FIGURES, waiting
from webapp.incidents.views import BLUEPRINTS
from webapp.incidents.watching import init_watching
from webapp.ui.navigation import HomeTile, MenuItem


def _setup(app: Any) -> None:
    """Count reports of faults by address; notice requests that try to break in."""
    init_limits(app)
    init_watching(app)


SUBSYSTEM = Subsystem(
    name="incidents",
    blueprints=BLUEPRINTS,
    permissions=ALL,
    roles=ROLES,
    reactions=REACTIONS,
    jobs=(tell, remind, escalate),
    commands=(self_test,),
    plugins=(
        MenuItem(_l("İnsidentlər"), "incidents_office.index", "alert", "office", SEE, order=62, badge=waiting),
        MenuItem(_l("Təhlükəsizlik"), "security_office.index", "shield", "office", SEE_SECURITY, order=64),
        MenuItem(_l("Sahibin nəzarəti"), "security_office.control", "eye", "office", CONTROL, order=66),
        HomeTile(
            _l("Bildirdiyim nasazlıqlar"),
            "incidents.own",
            "mail",
            lambda _actor: _("Hansı vəziyyətdədir"),
            order=95,
        ),
        *FIGURES,
        AREA,
        *TEMPLATES,
        *TERMS,
    ),
    setup=_setup,
    seed=seed_incidents,
)
