"""Rights of the room: of a firm's people by area, of the office by role.

Who begins an operation has two: that of `workflow` to apply at all, and `permits.apply` for this room's services.
"""

from typing import Final

from webapp.core.permissions import Area, OfficeRole, Permission
from webapp.core.text import _l
from webapp.workflow.api import REVIEW

SEE: Final = Permission("permits.see", _l("İcazələri, kartları və nişanları görmək"), area="permits")
APPLY: Final = Permission("permits.apply", _l("İcazələr üzrə əməliyyatlara başlamaq"), area="permits")
REGISTER: Final = Permission("permits.register", _l("İcazələrin reyestrinə baxmaq"))
LAW: Final = Permission("permits.law", _l("İcazə növlərinin, tariflərin və hədlərin yeni sətrini əlavə etmək"))

AREA: Final = Area(
    "permits", _l("İcazələr"), _l("Buraxılış vəsiqələri, kartlar, fərqlənmə nişanları və onlar üzrə əməliyyatlar")
)
ROLES: Final = (
    OfficeRole("case_officer", _l("İcraçı əməkdaş"), (REGISTER,)),
    OfficeRole("head_of_section", _l("Şöbə müdiri"), (REGISTER, LAW)),
    OfficeRole("inspector", _l("Müfəttiş"), (REGISTER,)),
    OfficeRole("auditor", _l("Auditor"), (REGISTER,)),
    OfficeRole("road_police", _l("Yol polisinin rəy verən əməkdaşı"), (REGISTER, REVIEW)),
    OfficeRole("road_agency", _l("Yol Agentliyinin rəy verən əməkdaşı"), (REGISTER, REVIEW)),
)
ALL: Final = (SEE, APPLY, REGISTER, LAW)
