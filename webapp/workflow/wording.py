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
    "carry_over": _l("Qaralama xidmətin yeni şərtlərinə keçirildi"),
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
    "complain": _l("Şikayət edildi"),
    "complaint_answered": _l("Şikayətə cavab verildi"),
    "complaint_withdrawn": _l("Şikayət geri götürüldü"),
    "complaint_late": _l("Şikayətə cavabın müddəti keçdi"),
    "internal_note": _l("Daxili qeyd yazıldı"),
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
    "silent": (_l("Reyestrin cavabı gözlənilir"), "warning"),
}
PROBLEMS: Final = frozenset({"return", "refuse", "give_up", "lapse", "wait", "balk", "disagree", "escalate"})
STOPS: Final[dict[str, Text]] = {
    "return": _l("Sizdən düzəliş gözlənilir."),
    "waiting": _l("Başqa orqanın cavabı gözlənilir."),
}
Ahead = tuple[tuple[str, Text], ...]
_REST: Final[Ahead] = (("pay", _l("Haqq ödənilir")), ("result", _l("Nəticə verilir")))
_DECISION: Final[Ahead] = (("decide", _l("Qərar qəbul edilir")), *_REST)
AHEAD: Final[dict[str, Ahead]] = {
    "checking": (("check", _l("Məlumat reyestrlərdən yoxlanılır")), *_DECISION),
    "in_review": (("decide", _l("Məsul şəxs müraciətə baxır")), *_REST),
    "confirming": (("decide", _l("Qərarı ikinci məsul şəxs təsdiq edir")), *_REST),
    "returned": (
        ("mend", _l("Siz düzəliş edirsiniz")),
        ("check", _l("Məlumat reyestrlərdən yenidən yoxlanılır")),
        *_DECISION,
    ),
    "fee_due": (("pay", _l("Siz haqqı ödəyirsiniz")), ("result", _l("Nəticə verilir"))),
    "issuing": (("result", _l("Nəticə hazırlanır")),),
}
PARTY_KINDS: Final[dict[str, Text]] = {
    "organisation": _l("hüquqi şəxs"),
    "entrepreneur": _l("fərdi sahibkar"),
    "person": _l("fiziki şəxs"),
    "state": _l("dövlət orqanı"),
    "municipality": _l("bələdiyyə"),
}
EXPECTED: Final[dict[str, Text]] = {
    "draft": _l("Qaralamanı tamamlayın və imzalayın"),
    "returned": _l("Göstərilən yerləri düzəldin"),
    "fee_due": _l("Haqqı ödəyin"),
}
COMPLAINTS: Final[dict[str, tuple[Text, str]]] = {
    "open": (_l("Baxılır"), "info"),
    "upheld": (_l("Təmin edilib"), "success"),
    "dismissed": (_l("Təmin edilməyib"), "danger"),
    "withdrawn": (_l("Geri götürülüb"), "neutral"),
}
PROPOSALS: Final[dict[str, Text]] = {
    "approve": _l("Bütün yoxlamalar uyğundur, təsdiq təklif olunur"),
    "look": _l("Şübhəli sətirlər var, baxış lazımdır"),
    "wait": _l("Reyestrin cavabı gözlənilir"),
}
OPINIONS: Final[dict[str, tuple[Text, str]]] = {
    "agrees": (_l("Razıdır"), "success"),
    "objects": (_l("Etiraz edir"), "danger"),
    "open": (_l("Cavab gözlənilir"), "info"),
    "late": (_l("Cavab gecikir"), "warning"),
}
ADVICE: Final[tuple[Text, ...]] = (
    _l("Sənədin oxunaqlı surətini əlavə edin."),
    _l("Məlumatı reyestrdəki kimi yazın və ya əvvəlcə reyestrdə düzəliş etdirin."),
    _l("Müddəti bitmiş sənədi yenisi ilə əvəz edin."),
)
ORIGINAL: Final = _l(
    "Reyestr cavab vermədiyi üçün sənədin əslini agentliyə təqdim edin (191 nömrəli qərar, 6.1.1-ci bənd)."
)
