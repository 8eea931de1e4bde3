"""Rights of the room, one constant each."""

from typing import Final

from webapp.core.permissions import OfficeRole, Permission
from webapp.core.text import _l

SEE: Final = Permission("incidents.see", _l("İnsidentlərə, nasazlıqlara və nəzarət orqanlarının sorğularına baxmaq"))
HANDLE: Final = Permission("incidents.handle", _l("İnsidentləri qeydə almaq və araşdırmaq, sorğuları cavablandırmaq"))
EXPORT: Final = Permission("incidents.export", _l("İnsidentlərin siyahısını fayla çıxarmaq"))
SEE_SECURITY: Final = Permission(
    "incidents.see_security", _l("Təhlükəsizlik səhifəsinə baxmaq, özünüyoxlamanı işə salmaq")
)
CONTROL: Final = Permission("incidents.control", _l("Sahibin nəzarət səhifəsinə baxmaq"))
CONFIGURE: Final = Permission(
    "incidents.configure", _l("Təhlükəsizlik parametrlərini və məlumat verilən orqanları dəyişmək")
)
PROPOSE: Final = Permission("incidents.propose", _l("Sistemdə dəyişiklik təklif etmək"))
MAINTAIN: Final = Permission("incidents.maintain", _l("Texniki baxışları, dəyişiklikləri və buraxılışları aparmaq"))
INFORMED: Final = Permission(
    "incidents.informed", _l("Sistemin yeni buraxılışları barədə xəbər almaq"), area="connections"
)

ALL: Final = (SEE, HANDLE, EXPORT, SEE_SECURITY, CONTROL, CONFIGURE, PROPOSE, MAINTAIN, INFORMED)
ROLES: Final = (
    OfficeRole(
        "operator_admin", _l("Operatorun inzibatçısı"), (SEE, HANDLE, SEE_SECURITY, CONFIGURE, PROPOSE, MAINTAIN)
    ),
    OfficeRole("head_of_section", _l("Şöbə müdiri"), (SEE, EXPORT, SEE_SECURITY, CONTROL, PROPOSE)),
    OfficeRole("auditor", _l("Auditor"), (SEE, EXPORT, SEE_SECURITY, CONTROL)),
    OfficeRole("assessor", _l("Nazirliyin qiymətləndiricisi"), (SEE_SECURITY,)),
)
