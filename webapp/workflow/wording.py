"""States and steps in words."""

from typing import Final

from webapp.core.text import Text, _l

STATES: Final[dict[str, tuple[Text, str]]] = {
    "draft": (_l("Qaralama"), "neutral"),
    "checking": (_l("Yoxlanılır"), "info"),
    "in_review": (_l("Baxılır"), "info"),
    "returned": (_l("Düzəliş gözlənilir"), "warning"),
    "confirming": (_l("Təsdiq gözlənilir"), "info"),
    "fee_due": (_l("Ödəniş gözlənilir"), "warning"),
    "issuing": (_l("Rəsmiləşdirilir"), "info"),
    "issued": (_l("Yerinə yetirilib"), "success"),
    "refused": (_l("İmtina edilib"), "danger"),
    "withdrawn": (_l("Geri götürülüb"), "neutral"),
    "lapsed": (_l("Müddəti keçib"), "neutral"),
    "discarded": (_l("Silinib"), "neutral"),
}
STEPS: Final[dict[str, Text]] = {
    "start": _l("Müraciət başlandı"),
    "hand_in": _l("Müraciət imzalandı və qeydə alındı"),
    "discard": _l("Qaralama silindi"),
    "conclude": _l("Yoxlamalar tamamlandı"),
    "take_up": _l("Reyestrin cavabı gözlənilmədən baxışa götürüldü"),
    "return": _l("Düzəlişə qaytarıldı"),
    "hand_in_again": _l("Düzəliş edilib yenidən göndərildi"),
    "give_up": _l("Düzəliş müddəti bitdi"),
    "propose_approval": _l("Təsdiq üçün təklif verildi"),
    "disagree": _l("Təklif təsdiqlənmədi"),
    "approve_to_pay": _l("Təsdiq edildi, haqq ödənilməlidir"),
    "approve_to_issue": _l("Təsdiq edildi"),
    "pay": _l("Haqq ödənildi"),
    "issue": _l("Nəticə verildi"),
    "balk": _l("Qərarın icrası mümkün olmadı, yenidən baxılır"),
    "refuse": _l("İmtina edildi"),
    "withdraw": _l("Müraciət geri götürüldü"),
    "lapse": _l("Haqq vaxtında ödənilmədi"),
    "wait": _l("Reyestr cavab vermir, sorğu təkrarlanacaq"),
    "consent": _l("Müddət bitdi, qanuna görə razılıq verilmiş sayılır"),
    "escalate": _l("Qərarın müddəti keçdi, şöbə müdirinə xəbər verildi"),
    "remind": _l("İcraçıya müddət xatırladıldı"),
    "recheck": _l("Reyestrlər yenidən soruşuldu"),
    "review": _l("Rəy verildi"),
    "assign": _l("İcraçı təyin edildi"),
    "release": _l("İcraçı müraciəti buraxdı"),
    "stop_clock": _l("Müddət dayandırıldı"),
    "go_on": _l("Müddət davam edir"),
}
MARK_NEEDED: Final = _l("Düzəliş tələb edən yeri göstərin.")
VERDICTS: Final[dict[str, tuple[Text, str]]] = {
    "agrees": (_l("Uyğundur"), "success"),
    "differs": (_l("Uyğun deyil"), "danger"),
    "absent": (_l("Reyestrdə yoxdur"), "danger"),
    "silent": (_l("Reyestr cavab gözlənilir"), "warning"),
}
