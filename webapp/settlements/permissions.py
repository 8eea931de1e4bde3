"""Rights of the room: the carrier's by area, the accountants' by post."""

from typing import Final

from webapp.core.permissions import Area, OfficeRole, Permission
from webapp.core.text import _l

OWN: Final = Permission("settlements.own", _l("Daşıyıcının hesablaşmalarına baxmaq"), area="settlements")
SEE: Final = Permission("settlements.see", _l("Hesablaşmalara və günün bağlanmasına baxmaq"))
SETTLE: Final = Permission("settlements.settle", _l("Hesablaşma tərtib etmək, təsdiq etmək, ödənilmiş kimi qeyd etmək"))

AREA: Final = Area("settlements", _l("Hesablaşmalar"), _l("Satılan biletlərə görə daşıyıcıya çatan vəsait"))
ROLES: Final = (
    OfficeRole("accountant", _l("Mühasib"), (SEE, SETTLE)),
    OfficeRole("head_of_section", _l("Şöbə müdiri"), (SEE, SETTLE)),
    OfficeRole("auditor", _l("Auditor"), (SEE,)),
)
ALL: Final = (OWN, SEE, SETTLE)
