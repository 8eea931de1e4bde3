"""Rights of the room: of the provider's people by area, of the register's operator by role (decision 191, clause 3)."""

from typing import Final

from webapp.core.permissions import Area, OfficeRole, Permission
from webapp.core.text import _l

PREPARE: Final = Permission(
    "catalogue.prepare", _l("Elektron xidmətin qeydiyyatı üçün müraciəti hazırlamaq"), area="catalogue"
)
SIGN: Final = Permission(
    "catalogue.sign", _l("Elektron xidmətin qeydiyyatı üçün müraciəti imzalamaq"), area="catalogue"
)
SEE: Final = Permission("catalogue.see", _l("Elektron xidmətlər reyestrinin müraciətlərinə baxmaq"))
DECIDE: Final = Permission("catalogue.decide", _l("Elektron xidməti reyestrə daxil etmək, düzəltmək və çıxarmaq"))
DISCUSS: Final = Permission("catalogue.discuss", _l("İnzibati reqlament layihəsini ictimai müzakirəyə çıxarmaq"))

AREA: Final = Area(
    "catalogue", _l("Elektron xidmətlər reyestri"), _l("Elektron xidmətin qeydə alınması, düzəlişi və ləğvi")
)
ROLES: Final = (
    OfficeRole("register_operator", _l("Elektron xidmətlər reyestrinin operatoru"), (SEE, DECIDE, DISCUSS)),
    OfficeRole("head_of_section", _l("Şöbə müdiri"), (SEE, DISCUSS, PREPARE, SIGN)),
    OfficeRole("case_officer", _l("İcraçı əməkdaş"), (SEE, PREPARE)),
    OfficeRole("auditor", _l("Auditor"), (SEE,)),
)
ALL: Final = (PREPARE, SIGN, SEE, DECIDE, DISCUSS)
