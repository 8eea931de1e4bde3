"""Rights on the fleet, given by the head of the organisation under the area `fleet`."""

from typing import Final

from webapp.core.permissions import Area, OfficeRole, Permission
from webapp.core.text import _l

FLEET_VIEW: Final = Permission("fleet.view", _l("Nəqliyyat vasitələrini və sürücüləri görmək"), area="fleet")
FLEET_REFRESH: Final = Permission("fleet.refresh", _l("Reyestrlərdən məlumatı yeniləmək"), area="fleet")
FLEET_ASSIGN: Final = Permission(
    "fleet.assign",
    _l("Sürücüləri nəqliyyat vasitələrinə təhkim etmək, etibarnamə ilə vasitə əlavə etmək"),
    area="fleet",
)
SEE: Final = Permission("carriers.see", _l("Daşıyıcıların reyestrinə baxmaq"))
KEEP: Final = Permission("carriers.keep", _l("Daşıyıcını qeydə almaq, dəyişmək, dayandırmanı təklif etmək"))
DECIDE: Final = Permission("carriers.decide", _l("Dayandırmanı təsdiqləmək və ləğv etmək, reyestrdən çıxarmaq"))

FLEET_AREA: Final = Area(
    "fleet",
    _l("Nəqliyyat parkı"),
    _l("Nəqliyyat vasitələri, sürücülər, onların sənədlərinin müddəti"),
)
ROLES: Final = (
    OfficeRole("case_officer", _l("İcraçı əməkdaş"), (SEE, KEEP)),
    OfficeRole("head_of_section", _l("Şöbə müdiri"), (SEE, KEEP, DECIDE)),
    OfficeRole("auditor", _l("Auditor"), (SEE,)),
)
ALL: Final = (FLEET_VIEW, FLEET_REFRESH, FLEET_ASSIGN, SEE, KEEP, DECIDE)
