"""Rights of the room: a holder's own cards; in the office cards, validators, prices."""

from typing import Final

from webapp.core.permissions import Area, OfficeRole, Permission
from webapp.core.text import _l

USE: Final = Permission(
    "transport_card.use",
    _l("Nəqliyyat kartlarını görmək, artırmaq və bloklamaq"),
    area="transport_card",
    everybody=True,
)
SEE: Final = Permission("transport_card.see", _l("Nəqliyyat kartlarına, validatorlara və tariflərə baxmaq"))
SERVE: Final = Permission("transport_card.serve", _l("Nəqliyyat kartlarını bloklamaq, bağlamaq və qalığı köçürmək"))
MANAGE: Final = Permission(
    "transport_card.manage", _l("Kart buraxmaq, validatorları qeydiyyata almaq, qiymətləri yazmaq")
)

AREA: Final = Area("transport_card", _l("Nəqliyyat kartları"), _l("Şəhər nəqliyyatı üçün kartlar, balans, çıxarış"))
ROLES: Final = (
    OfficeRole("head_of_section", _l("Şöbə müdiri"), (SEE, SERVE, MANAGE)),
    OfficeRole("case_officer", _l("İcraçı"), (SEE, SERVE)),
    OfficeRole("auditor", _l("Auditor"), (SEE,)),
)
ALL: Final = (USE, SEE, SERVE, MANAGE)
