"""What the room contributes."""

from webapp.audit.api import AuditTerm
from webapp.catalogue.demo import seed_catalogue
from webapp.catalogue.document_data import APPLICATION_DOCUMENT, TITLE
from webapp.catalogue.exchange import SERVICES
from webapp.catalogue.jobs import ask_addresses
from webapp.catalogue.openapi import SERVICE_PATHS
from webapp.catalogue.own import OFFERS
from webapp.catalogue.permissions import ALL, AREA, PREPARE, ROLES, SEE
from webapp.catalogue.reactions import REACTIONS
from webapp.catalogue.services.applying import PURPOSE
from webapp.catalogue.telling import AREA as NOTICE_AREA
from webapp.catalogue.telling import TEMPLATES
from webapp.catalogue.tiles import FIGURES, late
from webapp.catalogue.views import BLUEPRINTS, return_to
from webapp.catalogue.wording import STEPS
from webapp.core.registry import Subsystem
from webapp.core.text import _, _l
from webapp.signing.api import SignaturePurpose
from webapp.ui.navigation import HomeTile, MenuItem

SUBSYSTEM = Subsystem(
    name="catalogue",
    blueprints=BLUEPRINTS,
    permissions=ALL,
    areas=(AREA,),
    roles=ROLES,
    reactions=REACTIONS,
    jobs=(ask_addresses,),
    seed=seed_catalogue,
    plugins=(
        *OFFERS,
        *SERVICES,
        SERVICE_PATHS,
        MenuItem(_l("Xidmətlər"), "catalogue.index", "search", "public", order=10),
        MenuItem(_l("Xidmətlər"), "catalogue.index", "search", "cabinet", order=70),
        MenuItem(_l("Xidmətlərin qeydiyyatı"), "catalogue_cabinet.index", "file", "cabinet", PREPARE, order=82),
        MenuItem(_l("Xidmətlər reyestri"), "catalogue_office.index", "file", "office", SEE, order=66, badge=late),
        HomeTile(
            _l("Xidmətlər"),
            "catalogue.index",
            "search",
            lambda _actor: _("Adına, orqana və sahəyə görə tapın"),
            order=75,
        ),
        HomeTile(
            _l("Xidmətlərin qeydiyyatı"),
            "catalogue_cabinet.index",
            "file",
            lambda _actor: _("Xidmətinizi reyestrə yazdırın, dəyişin və ya ləğv edin"),
            PREPARE,
            order=85,
        ),
        *FIGURES,
        SignaturePurpose(PURPOSE, TITLE, return_to),
        APPLICATION_DOCUMENT,
        NOTICE_AREA,
        *TEMPLATES,
        AuditTerm("catalogue_entry", _l("Reyestrdə elektron xidmət")),
        AuditTerm("catalogue_application", _l("Elektron xidmətin qeydiyyatı üçün müraciət")),
        AuditTerm("catalogue_authority", _l("Orqanın kartı")),
        AuditTerm("catalogue_draft", _l("İnzibati reqlament layihəsi")),
        *(AuditTerm(f"catalogue.{step}", title) for step, title in STEPS.items()),
    ),
)
