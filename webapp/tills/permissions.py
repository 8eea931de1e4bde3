"""Rights of the room: a station keeper's people by area, the operator's by post."""

from typing import Final

from webapp.core.permissions import Area, OfficeRole, Permission
from webapp.core.text import _l

SELL: Final = Permission("tills.sell", _l("Kassada növbə açmaq, bilet və kart satmaq"), area="tills")
MANAGE: Final = Permission("tills.manage", _l("Kassaları idarə etmək, açıq qalmış növbəni bağlamaq"), area="tills")
SECOND: Final = Permission(
    "tills.second", _l("Kassada böyük məbləğin qaytarılmasına ikinci şəxs kimi qərar vermək"), area="tills"
)
AUDIT: Final = Permission("tills.audit", _l("Kassa hesabatlarına baxmaq"), area="tills")
SEE_ALL: Final = Permission("tills.see_all", _l("Bütün stansiyaların kassa hesabatlarına baxmaq"))
KEEPERS: Final = Permission("tills.keepers", _l("Stansiyaları saxlayanları və onların payını qeyd etmək"))

AREA: Final = Area(
    "tills", _l("Kassa"), _l("Avtovağzalın kassasında bilet və nəqliyyat kartı satışı, növbələr, hesabatlar")
)
ROLES: Final = (
    OfficeRole("accountant", _l("Mühasib"), (SEE_ALL, KEEPERS)),
    OfficeRole("head_of_section", _l("Şöbə müdiri"), (SEE_ALL, KEEPERS)),
    OfficeRole("auditor", _l("Auditor"), (SEE_ALL,)),
)
ALL: Final = (SELL, MANAGE, SECOND, AUDIT, SEE_ALL, KEEPERS)
