"""Rights of this room."""

from typing import Final

from webapp.core.permissions import OfficeRole, Permission
from webapp.core.text import _l

DEVICES: Final = Permission("signing.devices", _l("İmza açarı olan telefonlara baxmaq və hüququnu almaq"))
ROLES: Final = (
    OfficeRole("head_of_section", _l("Şöbə müdiri"), (DEVICES,)),
    OfficeRole("operator_admin", _l("Operatorun inzibatçısı"), (DEVICES,)),
)
