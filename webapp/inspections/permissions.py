"""Rights of the room: the inspector's, the superior's, of carriers by area, of drivers as persons."""

from typing import Final

from webapp.core.permissions import Area, OfficeRole, Permission
from webapp.core.text import _l

INSPECT: Final = Permission("inspections.inspect", _l("Yolda yoxlamaq və nəzarət aktı tərtib etmək"))
OVERSEE: Final = Permission(
    "inspections.oversee", _l("Bütün nəzarət aktlarına baxmaq, aktı səbəbini yazmaqla ləğv etmək")
)
OWN: Final = Permission("inspections.own", _l("Nəzarət aktlarına baxmaq"), area="inspections")
DRIVEN: Final = Permission(
    "inspections.driven", _l("Sürücü kimi barəmdə olan nəzarət aktlarına baxmaq"), everybody=True
)
AREA: Final = Area("inspections", _l("Nəzarət aktları"), _l("Yolda nəzarət zamanı tərtib edilən aktlar"))
ROLES: Final = (
    OfficeRole("inspector", _l("Müfəttiş"), (INSPECT,)),
    OfficeRole("head_of_section", _l("Şöbə müdiri"), (OVERSEE,)),
)
ALL: Final = (INSPECT, OVERSEE, OWN, DRIVEN)
