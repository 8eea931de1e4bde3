"""Rights on forms: by area for organisations, for everybody as a driver, for the roadside inspector."""

from typing import Final

from webapp.core.permissions import Area, OfficeRole, Permission
from webapp.core.text import _l

VIEW: Final = Permission("journeys.view", _l("Formulyarlara baxmaq"), area="journeys")
EDIT: Final = Permission("journeys.edit", _l("Formulyar tərtib etmək, dəyişikliyi qeyd etmək"), area="journeys")
SIGN: Final = Permission("journeys.sign", _l("Formulyarı imzalamaq və ləğv etmək"), area="journeys")
DRIVE: Final = Permission("journeys.drive", _l("Sürücü kimi formulyarı göstərmək və qeyd etmək"), everybody=True)
INSPECT: Final = Permission("journeys.inspect", _l("Formulyarları nömrə və qeydiyyat nişanı ilə yoxlamaq"))
AREA: Final = Area("journeys", _l("Formulyarlar"), _l("Qeyri-müntəzəm sərnişin daşımalarının formulyarları"))
INSPECTOR: Final = OfficeRole("inspector", _l("Müfəttiş"), (INSPECT,))
ALL: Final = (VIEW, EDIT, SIGN, DRIVE, INSPECT)
