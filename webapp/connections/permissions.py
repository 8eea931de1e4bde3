"""Rights of the room: of the applicant's people by area, of the operator's office by role."""

from typing import Final

from webapp.core.permissions import Area, OfficeRole, Permission
from webapp.core.text import _l

PREPARE: Final = Permission(
    "connections.prepare", _l("Mübadiləyə qoşulma müraciətlərini hazırlamaq"), area="connections"
)
SIGN: Final = Permission(
    "connections.sign", _l("Qoşulma müraciətini və müqaviləsini imzalamaq, məktubları qəbul etmək"), area="connections"
)
SEE: Final = Permission("connections.see", _l("Mübadilə iştirakçılarının işlərinə baxmaq"))
WORK: Final = Permission("connections.work", _l("Qoşulma müraciətlərini yoxlamaq və sınaqdan keçirmək"))
DECIDE: Final = Permission("connections.decide", _l("Müqavilə bağlamaq, qoşmaq, bloklamaq və ayırmaq"))

AREA: Final = Area(
    "connections",
    _l("Məlumat mübadiləsinə qoşulma"),
    _l("İnformasiya sisteminin və elektron xidmətlərin mübadiləyə qoşulması"),
)
ROLES: Final = (
    OfficeRole("case_officer", _l("İcraçı əməkdaş"), (SEE, WORK)),
    OfficeRole("head_of_section", _l("Şöbə müdiri"), (SEE, WORK, DECIDE, PREPARE, SIGN)),
    OfficeRole("operator_admin", _l("Operatorun inzibatçısı"), (SEE, WORK, DECIDE, PREPARE, SIGN)),
    OfficeRole("auditor", _l("Auditor"), (SEE,)),
)
ALL: Final = (PREPARE, SIGN, SEE, WORK, DECIDE)
