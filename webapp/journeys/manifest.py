"""What the room contributes."""

from webapp.audit.api import AuditTerm
from webapp.core.registry import Subsystem
from webapp.core.text import _, _l
from webapp.journeys.documents import JOURNEY_DOCUMENT
from webapp.journeys.jobs import close_what_is_over, erase_lists
from webapp.journeys.offers import JOURNEY
from webapp.journeys.permissions import ALL, AREA, DRIVE, INSPECT, INSPECTOR, VIEW
from webapp.journeys.reactions import REACTIONS, TEMPLATES
from webapp.journeys.services.signing import PURPOSE
from webapp.journeys.views import BLUEPRINTS, return_to
from webapp.journeys.wording import STEPS
from webapp.signing.api import SignaturePurpose
from webapp.ui.navigation import HomeTile, MenuItem

SUBSYSTEM = Subsystem(
    name="journeys",
    blueprints=BLUEPRINTS,
    permissions=ALL,
    areas=(AREA,),
    roles=(INSPECTOR,),
    reactions=REACTIONS,
    jobs=(close_what_is_over, erase_lists),
    plugins=(
        SignaturePurpose(PURPOSE, _l("Formulyarın imzalanması"), return_to),
        JOURNEY_DOCUMENT,
        JOURNEY,
        *TEMPLATES,
        MenuItem(_l("Formulyarlar"), "journeys.index", "bus", "cabinet", VIEW, order=22),
        MenuItem(_l("Sifarişli səfərlərim"), "journeys.driven", "bus", "cabinet", DRIVE, order=26),
        MenuItem(_l("Formulyar yoxlaması"), "journeys_office.search", "bus", "office", INSPECT, order=21),
        HomeTile(
            _l("Formulyarlar"),
            "journeys.index",
            "bus",
            lambda _actor: _("Sifarişli səfərlər: yol, sərnişinlər, imza"),
            VIEW,
            order=12,
        ),
        HomeTile(
            _l("Sifarişli səfərlərim"),
            "journeys.driven",
            "steering",
            lambda _actor: _("Sürücü olduğunuz sifarişli səfərlər və formulyarlar"),
            DRIVE,
            order=16,
        ),
        AuditTerm("journey_form", _l("Formulyar")),
        AuditTerm("journeys.looked", _l("Formulyara yolda baxıldı")),
        *(AuditTerm(code, words) for code, words in STEPS.items()),
    ),
)
