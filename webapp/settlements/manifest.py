"""What the room contributes."""

from webapp.audit.api import AuditTerm
from webapp.core.registry import Subsystem
from webapp.core.text import _l
from webapp.settlements.document_data import CARRIER_STATEMENT, STATION_STATEMENT
from webapp.settlements.jobs import JOBS
from webapp.settlements.permissions import ALL, AREA, ROLES
from webapp.settlements.reactions import REACTIONS
from webapp.settlements.tiles import FIGURES, MENU, TILES
from webapp.settlements.views import BLUEPRINTS
from webapp.settlements.wording import STEPS

SUBSYSTEM = Subsystem(
    name="settlements",
    blueprints=BLUEPRINTS,
    permissions=ALL,
    areas=(AREA,),
    roles=ROLES,
    reactions=REACTIONS,
    jobs=JOBS,
    plugins=(
        *MENU,
        *TILES,
        *FIGURES,
        CARRIER_STATEMENT,
        STATION_STATEMENT,
        AuditTerm("carrier_statement", _l("Daşıyıcı ilə hesablaşma")),
        AuditTerm("carrier_account", _l("Daşıyıcının bank hesabı")),
        AuditTerm("settlement_day", _l("Mühasibatın günü")),
        AuditTerm("settlement_difference", _l("Günün fərqi")),
        AuditTerm("settlement_report", _l("Satış hesabatı")),
        *(AuditTerm(f"settlements.{step}", words) for step, words in STEPS.items()),
    ),
)
