"""Words for the journal."""

from typing import Final

from webapp.audit.api import AuditTerm
from webapp.core.text import _l
from webapp.incidents.wording import STEPS

TERMS: Final = (
    *(AuditTerm(f"incidents.{code}", title) for code, title in STEPS.items()),
    AuditTerm("incidents.exported", _l("İnsidentlərin fayla çıxarılması")),
    AuditTerm("incidents.set", _l("Təhlükəsizlik parametrinin dəyişdirilməsi")),
    AuditTerm("incidents.inspected", _l("Texniki baxış")),
    AuditTerm("incidents.proposed", _l("Dəyişiklik təklifi")),
    AuditTerm("incidents.changed", _l("Dəyişiklik təklifinin vəziyyəti")),
    AuditTerm("incidents.released", _l("Yeni versiyanın dərc edilməsi")),
    AuditTerm("incident", _l("İnsident")),
    AuditTerm("incident_request", _l("Nəzarət orqanının sorğusu")),
    AuditTerm("incident_report", _l("Nasazlıq haqqında bildiriş")),
    AuditTerm("incident_setting", _l("Təhlükəsizlik parametri")),
    AuditTerm("incident_addressee", _l("Məlumat verilən orqan")),
    AuditTerm("incident_inspection", _l("Texniki baxış")),
    AuditTerm("incident_change", _l("Dəyişiklik təklifi")),
    AuditTerm("incident_release", _l("Sistemin versiyası")),
)
