"""Rights in the register, divided as the charter divides them: user, participant, operator, owner, who may read for a time."""

from typing import Final

from webapp.core.permissions import Area, OfficeRole, Permission
from webapp.core.text import _l

STATE_BODIES: Final = ("state",)

# the user: civil servants, trainees, probationers, those whose service ended (1.7, 8.1)
OWN: Final = Permission("civil_service.own", _l("Öz qulluq qeydinə baxmaq"), everybody=True)

# the participant: a state body's responsible persons, named by its head (4.2, 7)
STAFF: Final = Permission(
    "civil_service.staff", _l("Orqanın qulluqçularının qeydlərinə baxmaq"), area="civil_service", kinds=STATE_BODIES
)
ENTER: Final = Permission(
    "civil_service.enter",
    _l("Qulluqçular haqqında məlumat daxil etmək və imzalamaq"),
    area="civil_service",
    kinds=STATE_BODIES,
)
ANSWER: Final = Permission(
    "civil_service.answer",
    _l("Qulluqçuların düzəliş müraciətlərinə cavab vermək"),
    area="civil_service",
    kinds=STATE_BODIES,
)
RESERVE: Final = Permission(
    "civil_service.reserve", _l("Ehtiyat kadrların siyahısına baxmaq"), area="civil_service", kinds=STATE_BODIES
)
BODY_FIGURES: Final = Permission(
    "civil_service.body_figures", _l("Orqanın göstəriciləri"), area="civil_service", kinds=STATE_BODIES
)

# the operator (6)
SEE: Final = Permission("civil_service.see", _l("Dövlət qulluqçularının qeydlərinə baxmaq"))
CONFIRM: Final = Permission("civil_service.confirm", _l("Düzəlişləri təsdiqləmək və rədd etmək (6.1.21)"))
ENTER_OWN: Final = Permission("civil_service.enter_own", _l("İmtahan və sertifikat məlumatını daxil etmək (6.1.12)"))
EXCHANGE: Final = Permission(
    "civil_service.exchange", _l("Mənbələrlə mübadiləyə və uyğunsuzluqlara nəzarət etmək (3.3, 6.1.14)")
)
PROPOSE: Final = Permission(
    "civil_service.propose", _l("Parametrlərin dəyişməsini və girişin məhdudlaşdırılmasını təklif etmək (6.2.6, 6.2.7)")
)
FIGURES: Final = Permission("civil_service.figures", _l("Bütün parametrlər üzrə göstəricilər və hesabatlar (6.2.6)"))
COMPETE: Final = Permission("civil_service.compete", _l("Müsabiqələri və nəticələri aparmaq"))
READERS: Final = Permission("civil_service.readers", _l("Yoxlayanlara müddətli oxumaq hüququ vermək (6.1.3, 6.1.4)"))

# the owner (5)
CONSENT: Final = Permission("civil_service.consent", _l("Operatorun təkliflərinə razılıq vermək (6.2.6, 6.2.7)"))
OVERSEE: Final = Permission("civil_service.oversee", _l("Reyestrin aparılmasına nəzarət etmək (5.1)"))

# who assesses and audits: only while a grant of the operator lasts (6.1.3, 6.1.4)
ASSESS: Final = Permission("civil_service.assess", _l("Reyestri verilən müddətdə yoxlamaq"))

AREA: Final = Area(
    "civil_service",
    _l("Dövlət qulluqçularının reyestri"),
    _l("Orqanın qulluqçuları: qeydlər, əmrlər, düzəlişlər, göstəricilər"),
)
OPERATOR_RIGHTS: Final = (SEE, CONFIRM, ENTER_OWN, EXCHANGE, PROPOSE, FIGURES, COMPETE, READERS)
ROLES: Final = (
    OfficeRole("servants_operator", _l("Reyestrin operatorunun əməkdaşı"), OPERATOR_RIGHTS),
    OfficeRole("servants_owner", _l("Reyestrin sahibinin nümayəndəsi"), (CONSENT, OVERSEE, FIGURES)),
    OfficeRole("servants_reader", _l("Reyestri yoxlayan"), (ASSESS,)),
)
ALL: Final = (
    OWN,
    STAFF,
    ENTER,
    ANSWER,
    RESERVE,
    BODY_FIGURES,
    *OPERATOR_RIGHTS,
    CONSENT,
    OVERSEE,
    ASSESS,
)
