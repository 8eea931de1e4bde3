"""Rights on the fleet, given by the head of the organisation under the area `fleet`."""

from typing import Final

from webapp.core.permissions import Area, Permission
from webapp.core.text import _l

FLEET_VIEW: Final = Permission("fleet.view", _l("Nəqliyyat vasitələrini və sürücüləri görmək"), area="fleet")
FLEET_REFRESH: Final = Permission("fleet.refresh", _l("Reyestrlərdən məlumatı yeniləmək"), area="fleet")

FLEET_AREA: Final = Area(
    "fleet",
    _l("Nəqliyyat parkı"),
    _l("Nəqliyyat vasitələri, sürücülər, onların sənədlərinin müddəti"),
)
