"""Words for the journal."""

from typing import Final

from webapp.audit.api import AuditTerm
from webapp.core.text import _l

TERMS: Final = (
    AuditTerm("attachment", _l("Sənədin surəti")),
    AuditTerm("attachments.received", _l("Sənədin surəti qəbul edildi")),
    AuditTerm("attachments.removed", _l("Sənədin surəti silindi")),
    AuditTerm("attachments.confirmed", _l("Surətdən oxunan məlumat təsdiqləndi")),
    AuditTerm("attachments.seen", _l("Sənədin surətinə baxıldı")),
    AuditTerm("attachments.sent", _l("Sənədin surəti endirildi")),
)
