"""States, steps and reasons of corrections, complaints and messages in words."""

from typing import Final

from webapp.core.text import Text, _l

STATES: Final[dict[str, tuple[Text, str]]] = {
    "with_body": (_l("Orqan baxır"), "info"),
    "accepted": (_l("Orqan qəbul edib, imza gözləyir"), "info"),
    "refused": (_l("Orqan imtina edib"), "danger"),
    "silent": (_l("Orqan müddətində cavab verməyib"), "warning"),
    "with_operator": (_l("Operator baxır"), "info"),
    "confirmed": (_l("Operator təsdiqləyib, imza gözləyir"), "info"),
    "corrected": (_l("Düzəldilib"), "success"),
    "rejected": (_l("Operator rədd edib"), "danger"),
    "withdrawn": (_l("Geri götürülüb"), "neutral"),
}
STEPS: Final[dict[str, Text]] = {
    "filed": _l("Düzəliş müraciəti verildi"),
    "accept": _l("Orqan müraciəti qəbul etdi"),
    "refuse": _l("Orqan əsaslandırılmış imtina etdi"),
    "lapse": _l("Orqanın cavab müddəti bitdi"),
    "escalate": _l("Müraciət operatora göndərildi"),
    "confirm": _l("Operator düzəlişi təsdiqlədi"),
    "reject": _l("Operator düzəlişi rədd etdi"),
    "made": _l("Qeyd düzəldildi: yeni versiya imzalandı"),
    "not_made": _l("Düzəliş qeydə yazılmadı, yenidən baxılır"),
    "withdraw": _l("Müraciət geri götürüldü"),
    "complained": _l("Şikayət verildi"),
    "complaint_answered": _l("Şikayətə cavab verildi"),
}
WHYS: Final[dict[str, Text]] = {
    "refused": _l("orqan imtina edib"),
    "silent": _l("orqan müddətində cavab verməyib"),
    "gone": _l("məlumatı daxil edən orqan artıq yoxdur"),
    "not_theirs": _l("bu məlumatı orqan daxil etmir: o, mənbə reyestrdən və ya operatordan gəlir"),
}
COMPLAINTS: Final[dict[str, tuple[Text, str]]] = {
    "open": (_l("Baxılır"), "info"),
    "upheld": (_l("Şikayət əsaslıdır"), "success"),
    "dismissed": (_l("Şikayət əsassız sayılıb"), "danger"),
    "withdrawn": (_l("Geri götürülüb"), "neutral"),
}
KINDS: Final[dict[str, Text]] = {
    "error": _l("Məlumatda xəta barədə xəbər"),
    "proposal": _l("Reyestrin təkmilləşdirilməsi təklifi"),
}
MESSAGES: Final[dict[str, tuple[Text, str]]] = {
    "sent": (_l("Göndərilib"), "info"),
    "in_work": (_l("Baxılır"), "info"),
    "accepted": (_l("Qəbul edilib"), "success"),
    "declined": (_l("Qəbul edilməyib"), "neutral"),
}
FIELDS: Final[dict[str, Text]] = {
    "valid_from": _l("Başlanğıc tarixi"),
    "valid_to": _l("Son tarix"),
    "order": _l("Əmrin nömrəsi və ya tarixi"),
    "whole": _l("Məlumat bütövlükdə səhvdir"),
    "missing": _l("Məlumat çatışmır"),
}
"""What may be wrong besides the fields of a group."""
