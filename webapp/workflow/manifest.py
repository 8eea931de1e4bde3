"""What the room contributes."""

from webapp.audit.api import AuditTerm
from webapp.cabinets.api import DataExport
from webapp.core.registry import Subsystem
from webapp.core.text import _l
from webapp.payments.api import Payable
from webapp.signing.api import SignaturePurpose
from webapp.workflow.addresses import back_to_case
from webapp.workflow.export import applications_of
from webapp.workflow.jobs import JOBS
from webapp.workflow.owners import OWNER
from webapp.workflow.permissions import ALL, AREA, ROLES
from webapp.workflow.printing import APPLICATION, TITLE
from webapp.workflow.reactions import REACTIONS
from webapp.workflow.services.applying import PURPOSE
from webapp.workflow.services.granting import FEE
from webapp.workflow.telling import AREA as NOTICE_AREA
from webapp.workflow.telling import TEMPLATES
from webapp.workflow.tiles import PLUGINS
from webapp.workflow.views import BLUEPRINTS
from webapp.workflow.wording import STEPS

SUBSYSTEM = Subsystem(
    name="workflow",
    blueprints=BLUEPRINTS,
    permissions=ALL,
    areas=(AREA,),
    roles=ROLES,
    reactions=REACTIONS,
    jobs=JOBS,
    plugins=(
        SignaturePurpose(PURPOSE, TITLE, back_to_case),
        Payable(FEE, _l("Elektron xidmətə görə haqq"), back_to_case),
        APPLICATION,
        OWNER,
        DataExport("applications", applications_of),
        *PLUGINS,
        NOTICE_AREA,
        *TEMPLATES,
        AuditTerm("workflow_case", _l("Müraciət")),
        AuditTerm("workflow_officer", _l("Qərar verən əməkdaş")),
        AuditTerm("workflow_queue", _l("Müraciətlərin siyahısı")),
        AuditTerm("workflow.officer_set", _l("Əməkdaşın səlahiyyəti və ya məzuniyyəti yazıldı")),
        AuditTerm("workflow.exported", _l("Müraciətlərin siyahısı fayl kimi verildi")),
        *(AuditTerm(f"workflow.{step}", title) for step, title in STEPS.items()),
    ),
)
