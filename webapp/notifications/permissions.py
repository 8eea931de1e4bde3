"""Rights of the office: to read the register of what was sent, to see the templates, to tell groups."""

from typing import Final

from webapp.core.permissions import OfficeRole, Permission
from webapp.core.text import _l

REGISTER: Final = Permission("notifications.register", _l("Göndərilən bildirişlərin reyestrinə və şablonlara baxmaq"))
TELL_GROUPS: Final = Permission("notifications.tell_groups", _l("Qruplara məlumat bildirişi göndərmək"))
ROLES: Final = (
    OfficeRole("head_of_section", _l("Şöbə müdiri"), (REGISTER, TELL_GROUPS)),
    OfficeRole("operator_admin", _l("Operatorun inzibatçısı"), (REGISTER, TELL_GROUPS)),
    OfficeRole("auditor", _l("Auditor"), (REGISTER,)),
)
ALL: Final = (REGISTER, TELL_GROUPS)
