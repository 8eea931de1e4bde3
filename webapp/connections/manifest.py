"""What the room contributes."""

from webapp.audit.api import AuditTerm
from webapp.connections.demo import seed_cases
from webapp.connections.document_data import PAPER_DOCUMENT
from webapp.connections.jobs import end_versions
from webapp.connections.permissions import ALL, AREA, PREPARE, ROLES, SEE
from webapp.connections.reactions import REACTIONS
from webapp.connections.services.papers import COUNTERSIGN, PURPOSES
from webapp.connections.telling import AREA as NOTICE_AREA
from webapp.connections.telling import TEMPLATES
from webapp.connections.tiles import FIGURES, TILES, late
from webapp.connections.views import BLUEPRINTS, return_to_case, return_to_office
from webapp.connections.wording import PAPERS, STEPS
from webapp.core.registry import Subsystem
from webapp.core.text import _l
from webapp.signing.api import SignaturePurpose
from webapp.ui.navigation import MenuItem

SUBSYSTEM = Subsystem(
    name="connections",
    blueprints=BLUEPRINTS,
    permissions=ALL,
    areas=(AREA,),
    roles=ROLES,
    reactions=REACTIONS,
    jobs=(end_versions,),
    seed=seed_cases,
    plugins=(
        MenuItem(_l("Mübadilə"), "exchange.index", "globe", "public", order=60),
        MenuItem(_l("Mübadilə"), "connections.index", "globe", "cabinet", PREPARE, order=80),
        MenuItem(
            _l("Mübadilə iştirakçıları"), "connections_office.index", "globe", "office", SEE, order=60, badge=late
        ),
        *TILES,
        *FIGURES,
        *(SignaturePurpose(code, PAPERS[kind], return_to_case) for kind, code in PURPOSES.items()),
        SignaturePurpose(COUNTERSIGN, PAPERS["contract"], return_to_office),
        PAPER_DOCUMENT,
        NOTICE_AREA,
        *TEMPLATES,
        AuditTerm("connection", _l("Mübadiləyə qoşulma işi")),
        AuditTerm("connection_service", _l("Mübadilədə elektron xidmət")),
        AuditTerm("connection_term", _l("Mübadiləyə qoşulmanın müddəti")),
        AuditTerm("connections.term_set", _l("Qoşulma müddətinin dəyişdirilməsi")),
        AuditTerm("connection_ticket", _l("Mübadilədə nasazlıq və ya təklif")),
        *(AuditTerm(f"connections.{step}", title) for step, title in STEPS.items()),
    ),
)
