"""What the room contributes."""

from webapp.audit.commands import audit_commands
from webapp.audit.jobs import chain_what_waits
from webapp.audit.permissions import READ_AUDIT, ROLES
from webapp.audit.queries import VIEWED
from webapp.audit.terms import AuditTerm
from webapp.audit.views import audit
from webapp.core.registry import Subsystem
from webapp.core.text import _l
from webapp.ui.navigation import MenuItem

SUBSYSTEM = Subsystem(
    name="audit",
    blueprints=(audit,),
    permissions=(READ_AUDIT,),
    roles=ROLES,
    commands=(audit_commands,),
    jobs=(chain_what_waits,),
    plugins=(
        MenuItem(_l("Jurnal"), "audit.journal", "history", "office", READ_AUDIT, order=80),
        AuditTerm(VIEWED, _l("Məlumata baxış")),
        AuditTerm("audit.exported", _l("Jurnalın fayla çıxarılması")),
        AuditTerm("audit", _l("Əməliyyatlar jurnalı")),
    ),
)
