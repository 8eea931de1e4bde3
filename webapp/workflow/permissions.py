"""Rights of the room: of a firm's people by area, of the office by role."""

from typing import Final

from webapp.core.permissions import Area, OfficeRole, Permission
from webapp.core.text import _l

APPLY: Final = Permission(
    "workflow.apply", _l("Müraciəti hazırlamaq və gedişini izləmək"), area="applications", everybody=True
)
SIGN: Final = Permission(
    "workflow.sign", _l("Müraciəti imzalamaq, geri götürmək və şikayət etmək"), area="applications", everybody=True
)
SEE: Final = Permission("workflow.see", _l("Müraciətlərə baxmaq"))
DECIDE: Final = Permission("workflow.decide", _l("Müraciətə baxmaq, düzəlişə qaytarmaq və qərar vermək"))
CONFIRM: Final = Permission("workflow.confirm", _l("Qərarı ikinci şəxs kimi təsdiq etmək, müraciətləri bölmək"))
REVIEW: Final = Permission("workflow.review", _l("Orqanının adından müraciətə rəy vermək"))
COMPLAINTS: Final = Permission("workflow.complaints", _l("Şikayətlərə baxmaq"))

AREA: Final = Area("applications", _l("Müraciətlər"), _l("Elektron xidmətlərə müraciət etmək və imzalamaq"))
ROLES: Final = (
    OfficeRole("case_officer", _l("İcraçı əməkdaş"), (SEE, DECIDE)),
    OfficeRole("head_of_section", _l("Şöbə müdiri"), (SEE, DECIDE, CONFIRM, COMPLAINTS)),
    OfficeRole("auditor", _l("Auditor"), (SEE,)),
)
ALL: Final = (APPLY, SIGN, SEE, DECIDE, CONFIRM, REVIEW, COMPLAINTS)
