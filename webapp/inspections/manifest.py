"""What the room contributes."""

from webapp.audit.api import AuditTerm
from webapp.core.registry import Subsystem
from webapp.core.text import _l
from webapp.inspections.documents import ACT_DOCUMENT
from webapp.inspections.jobs import forget_old_checks
from webapp.inspections.owners import PHOTOS
from webapp.inspections.permissions import ALL, AREA, ROLES
from webapp.inspections.reactions import REACTIONS, TEMPLATES
from webapp.inspections.services.signing import PURPOSE
from webapp.inspections.tiles import MENU, TILES
from webapp.inspections.views import BLUEPRINTS, return_to
from webapp.inspections.wording import STEPS
from webapp.signing.api import SignaturePurpose

SUBSYSTEM = Subsystem(
    name="inspections",
    blueprints=BLUEPRINTS,
    permissions=ALL,
    areas=(AREA,),
    roles=ROLES,
    reactions=REACTIONS,
    jobs=(forget_old_checks,),
    plugins=(
        SignaturePurpose(PURPOSE, _l("Nəzarət aktının imzalanması"), return_to),
        ACT_DOCUMENT,
        PHOTOS,
        *TEMPLATES,
        *MENU,
        *TILES,
        AuditTerm("control_act", _l("Nəzarət aktı")),
        AuditTerm("road_check", _l("Yolda yoxlama")),
        AuditTerm("control_figures", _l("Nəzarətin göstəriciləri")),
        *(AuditTerm(f"inspections.{step}", words) for step, words in STEPS.items()),
    ),
)
