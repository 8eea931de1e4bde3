"""Rights on trip sheets: by area for organisations, for everybody as a driver, for the roadside inspector."""

from typing import Final

from webapp.core.permissions import Area, OfficeRole, Permission
from webapp.core.text import _l

VIEW: Final = Permission("trip_sheets.view", _l("Yol vərəqlərinə baxmaq"), area="trip_sheets")
EDIT: Final = Permission("trip_sheets.edit", _l("Yol vərəqi tərtib etmək"), area="trip_sheets")
SIGN: Final = Permission("trip_sheets.sign", _l("Yol vərəqini imzalamaq və ləğv etmək"), area="trip_sheets")
DRIVE: Final = Permission("trip_sheets.drive", _l("Sürücü kimi odometri və yanacağı yazmaq"), everybody=True)
INSPECT: Final = Permission("trip_sheets.inspect", _l("Yol vərəqlərini nömrə və qeydiyyat nişanı ilə yoxlamaq"))
AREA: Final = Area("trip_sheets", _l("Yol vərəqləri"), _l("Yük avtomobillərinin yol vərəqləri: odometr, yanacaq, iş"))
INSPECTOR: Final = OfficeRole("inspector", _l("Müfəttiş"), (INSPECT,))
ALL: Final = (VIEW, EDIT, SIGN, DRIVE, INSPECT)
