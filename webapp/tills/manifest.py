"""What the room contributes."""

from webapp.audit.api import AuditTerm
from webapp.core.registry import Subsystem
from webapp.core.text import _l
from webapp.tills.demo import seed_tills
from webapp.tills.document_data import Z_REPORT
from webapp.tills.jobs import JOBS
from webapp.tills.permissions import ALL, AREA, ROLES
from webapp.tills.reactions import REACTIONS
from webapp.tills.tiles import MENU, TILES
from webapp.tills.views import BLUEPRINTS
from webapp.tills.wording import STEPS

SUBSYSTEM = Subsystem(
    name="tills",
    blueprints=BLUEPRINTS,
    permissions=ALL,
    areas=(AREA,),
    roles=ROLES,
    reactions=REACTIONS,
    jobs=JOBS,
    seed=seed_tills,
    plugins=(
        *MENU,
        *TILES,
        Z_REPORT,
        AuditTerm("till", _l("Kassa")),
        AuditTerm("till_second", _l("Böyük qaytarma üzrə sorğu")),
        AuditTerm("till_shift", _l("Kassanın növbəsi")),
        AuditTerm("till_share", _l("Stansiyaların payı")),
        AuditTerm("till_day", _l("Günün kassa hesabatı")),
        AuditTerm("bus_station", _l("Avtobus stansiyası")),
        *(AuditTerm(f"tills.{step}", words) for step, words in STEPS.items()),
    ),
)
