"""Rights on waybills: by area for organisations, for everybody as a driver, for the roadside inspector."""

from typing import Final

from webapp.core.permissions import Area, OfficeRole, Permission
from webapp.core.text import _l

WAYBILLS_VIEW: Final = Permission("waybills.view", _l("Qaimələrə baxmaq"), area="waybills")
WAYBILLS_EDIT: Final = Permission("waybills.edit", _l("Qaimə tərtib etmək və qaralamanı dəyişmək"), area="waybills")
WAYBILLS_SIGN: Final = Permission(
    "waybills.sign", _l("Qaiməni imzalamaq, geri götürmək və ləğv etmək"), area="waybills"
)
WAYBILLS_DRIVE: Final = Permission("waybills.drive", _l("Sürücü kimi yükü qəbul etmək və aparmaq"), everybody=True)
WAYBILLS_INSPECT: Final = Permission("waybills.inspect", _l("Qaimələri nömrə və qeydiyyat nişanı ilə yoxlamaq"))

WAYBILLS_AREA: Final = Area(
    "waybills", _l("Yük qaimələri"), _l("Elektron əmtəə-nəqliyyat qaimələrinin tərtibi, imzası və izlənməsi")
)
INSPECTOR: Final = OfficeRole("inspector", _l("Müfəttiş"), (WAYBILLS_INSPECT,))
