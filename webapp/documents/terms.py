"""Words for what the journal keeps of documents."""

from typing import Final

from webapp.audit.api import AuditTerm
from webapp.core.text import _l

TERMS: Final = (
    AuditTerm("documents.issue", _l("Sənədin verilməsi")),
    AuditTerm("documents.suspend", _l("Sənədin qüvvəsinin dayandırılması")),
    AuditTerm("documents.restore", _l("Sənədin qüvvəsinin bərpası")),
    AuditTerm("documents.revoke", _l("Sənədin ləğvi")),
    AuditTerm("documents.duplicate", _l("Sənədin dublikatının verilməsi")),
    AuditTerm("documents.replace", _l("Sənədin yenisi ilə əvəz edilməsi")),
    AuditTerm("documents.key_rotated", _l("Sənədlərin yoxlama açarının dəyişdirilməsi")),
    AuditTerm("document", _l("Verilmiş sənəd")),
    AuditTerm("document_key", _l("Sənədlərin yoxlama açarı")),
)
