"""What the message log plugs into other rooms: plain words for the audit journal, a line in the office's menu."""

from typing import Final

from webapp.audit.api import AuditTerm
from webapp.core.text import _l
from webapp.ehis.permissions import READ_JOURNAL
from webapp.ui.navigation import MenuItem

PLUGINS: Final = (
    MenuItem(_l("Mübadilə jurnalı"), "ehis_journal.index", "inbox", "office", READ_JOURNAL, order=70),
    AuditTerm("ehis.message_read", _l("EHİS mesajının məzmununun oxunması")),
    AuditTerm("ehis.message_exported", _l("EHİS mesajının sübut kimi çıxarılması")),
    AuditTerm("ehis.reading_refused", _l("EHİS mesajını oxumaq cəhdinin rədd edilməsi")),
    AuditTerm("ehis.reader_named", _l("EHİS mesajlarını oxuyan şəxsin təyin edilməsi")),
    AuditTerm("ehis.reader_ended", _l("EHİS mesajlarını oxumaq hüququnun dayandırılması")),
    AuditTerm("ehis.retention_set", _l("EHİS mesajlarının saxlanma müddətinin təyini")),
    AuditTerm("ehis.limits_set", _l("EHİS jurnalının həddlərinin təyini")),
    AuditTerm("ehis.messages_destroyed", _l("Müddəti bitmiş EHİS mesajlarının məhv edilməsi")),
    AuditTerm("ehis_message", _l("EHİS mesajı")),
    AuditTerm("ehis_readers", _l("EHİS mesajlarını oxuyan şəxslər")),
    AuditTerm("ehis_retention", _l("EHİS mesajlarının saxlanma müddəti")),
    AuditTerm("ehis_journal", _l("EHİS mübadilə jurnalı")),
)
