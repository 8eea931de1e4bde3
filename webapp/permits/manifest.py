"""What the room contributes."""

from webapp.audit.api import AuditTerm
from webapp.core.registry import Subsystem
from webapp.core.text import _, _l
from webapp.permits.cases import CASE_TYPES, OFFERS
from webapp.permits.cases.papers import KINDS
from webapp.permits.demo import seed_permits
from webapp.permits.documents import DOCUMENTS
from webapp.permits.exchange import SERVICES
from webapp.permits.fleet_cards import FLEET_PLUGINS
from webapp.permits.jobs import nightly
from webapp.permits.notices import TEMPLATES
from webapp.permits.permissions import ALL, AREA, REGISTER, ROLES, SEE
from webapp.permits.reactions import REACTIONS
from webapp.permits.views import BLUEPRINTS
from webapp.permits.wording import OPERATIONS
from webapp.ui.navigation import HomeTile, MenuItem

SUBSYSTEM = Subsystem(
    name="permits",
    blueprints=BLUEPRINTS,
    permissions=ALL,
    areas=(AREA,),
    roles=ROLES,
    reactions=REACTIONS,
    jobs=(nightly,),
    seed=seed_permits,
    plugins=(
        *SERVICES,
        *CASE_TYPES,
        *KINDS,
        *OFFERS,
        *DOCUMENTS,
        *TEMPLATES,
        *FLEET_PLUGINS,
        MenuItem(_l("İcazələr"), "permits.index", "permit", "cabinet", SEE, order=35),
        MenuItem(_l("İcazələr"), "permits_office.index", "permit", "office", REGISTER, order=30),
        MenuItem(_l("İcazə növləri"), "permits_office.rows", "scale", "office", REGISTER, order=31),
        MenuItem(_l("Hədlər və növbə"), "permits_office.places", "list", "office", REGISTER, order=32),
        MenuItem(_l("İcazələrin reyestri"), "permits_public.index", "permit", "public", order=30),
        HomeTile(
            _l("İcazələr"),
            "permits.index",
            "permit",
            lambda _actor: _("Vəsiqələr, kartlar, nişanlar və onlarla nə etmək olar"),
            SEE,
            order=25,
        ),
        AuditTerm("permit", _l("İcazə")),
        AuditTerm("permit_card", _l("Buraxılış kartı")),
        AuditTerm("permit_law", _l("İcazələr üzrə qanunvericilik sətri")),
        AuditTerm("permits.law_added", _l("Yeni sətir əlavə edildi")),
        *(AuditTerm(f"permits.{operation.value}", words) for operation, words in OPERATIONS.items()),
    ),
)
