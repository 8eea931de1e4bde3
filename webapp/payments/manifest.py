"""What the room contributes."""

from webapp.audit.api import AuditTerm
from webapp.core.registry import Subsystem
from webapp.core.text import _l
from webapp.payments.permissions import ALL, AREA, ROLES

SUBSYSTEM = Subsystem(
    name="payments",
    permissions=ALL,
    areas=(AREA,),
    roles=ROLES,
    plugins=(
        AuditTerm("invoice", _l("Hesab")),
        AuditTerm("payments.invoice_opened", _l("Hesab açıldı")),
        AuditTerm("payments.invoice_cancelled", _l("Hesab ləğv edildi")),
        AuditTerm("payments.invoice_lapsed", _l("Hesabın müddəti bitdi")),
    ),
)
