"""Words of the room: kinds, states, steps, grounds."""

from typing import Final

from webapp.core.text import Text, _l

KINDS: Final[dict[str, Text]] = {
    "application": _l("Ərizə"),
    "complaint": _l("Şikayət"),
    "proposal": _l("Təklif"),
    "information": _l("İnformasiya sorğusu"),
}
HINTS: Final[dict[str, Text]] = {
    "application": _l("Hüququnuzu həyata keçirmək üçün xahiş"),
    "complaint": _l("Hüququnuzun pozulması barədə"),
    "proposal": _l("Qanunun, qaydanın və ya işin yaxşılaşdırılması üçün"),
    "information": _l("Orqanda olan məlumatın və ya sənədin verilməsi üçün"),
}
STATES: Final[dict[str, tuple[Text, str]]] = {
    "draft": (_l("Qaralama"), "neutral"),
    "registered": (_l("Qeydə alınıb"), "info"),
    "in_work": (_l("Baxılır"), "info"),
    "waiting": (_l("Sizdən məlumat gözlənilir"), "warning"),
    "answered": (_l("Cavab verilib"), "success"),
    "refused": (_l("Baxılmasından imtina edilib"), "danger"),
    "joined": (_l("Başqa məktuba birləşdirilib"), "neutral"),
    "withdrawn": (_l("Geri götürülüb"), "neutral"),
    "discarded": (_l("Silinib"), "neutral"),
}
OFFICE_STATES: Final[dict[str, tuple[Text, str]]] = STATES | {
    "registered": (_l("Yeni"), "info"),
    "waiting": (_l("Göndərənin cavabı gözlənilir"), "neutral"),
}
STEPS: Final[dict[str, Text]] = {
    "send": _l("Məktub göndərildi və qeydə alındı"),
    "take": _l("Məktub icraya götürüldü"),
    "release": _l("Məktub növbəyə qaytarıldı"),
    "assign": _l("İcraçı təyin edildi"),
    "note": _l("Daxili qeyd"),
    "ask": _l("Göndərəndən əlavə məlumat istənildi, müddət dayandı"),
    "reply": _l("Göndərən yazdı"),
    "go_on": _l("Müddət davam edir"),
    "forward": _l("Məktub aidiyyəti orqana yönləndirildi"),
    "extend": _l("Baxılma müddəti uzadıldı"),
    "extend_late": _l("Baxılma müddəti bitəndən sonra uzadıldı"),
    "answer": _l("Cavab verildi"),
    "refuse": _l("Baxılmasından imtina edildi"),
    "join": _l("Məktub eyni mövzulu məktuba birləşdirildi"),
    "withdraw": _l("Göndərən məktubu geri götürdü"),
    "reopen": _l("Göndərən cavabla razılaşmadı, məktub yenidən açıldı"),
    "remind": _l("Müddətin bitməsi xatırladıldı"),
    "escalate": _l("Müddət keçdi, rəhbərə bildirildi"),
    "rate": _l("Göndərən cavabı qiymətləndirdi"),
}
JOURNAL: Final[dict[str, Text]] = {
    "start": _l("Məktub yazılmağa başlandı"),
    "discard": _l("Məktubun qaralaması silindi"),
    "drop": _l("Nömrə almış cavabın qaralaması silindi"),
    "archive": _l("Məktub arxivə qoyuldu və ya arxivdən çıxarıldı"),
    "connect": _l("Orqan rəsmi yazışmaya qoşuldu"),
    "close_body": _l("Orqanın rəsmi yazışması dayandırıldı"),
    "open_body": _l("Orqanın rəsmi yazışması bərpa edildi"),
    "term_set": _l("Məktubların müddəti dəyişdirildi"),
    "erased": _l("Saxlama müddəti bitmiş məktubun mətni və faylları silindi"),
    "exported": _l("Məktubların göstəriciləri fayl kimi verildi"),
}
TERM_KINDS: Final[dict[str, Text]] = {**KINDS, "every": _l("Bütün məktublar")}
TERMS: Final[dict[str, Text]] = {
    "days": _l("Cavab müddəti, iş günü"),
    "longer": _l("Uzadılanda cəmi, iş günü"),
    "extend_late": _l("Müddət bitəndən sonra uzatmaq, ən çoxu iş günü (0: olmaz)"),
    "pass_on": _l("Yönləndirmə, iş günü"),
    "most_forwards": _l("Ən çoxu neçə dəfə yönləndirilir"),
    "reply": _l("Göndərənin cavabı, iş günü"),
    "reopen_calendar": _l("Cavabdan sonra yenidən açmaq, təqvim günü"),
    "most_reopened": _l("Ən çoxu neçə dəfə yenidən açılır"),
    "signed": _l("Yalnız imza ilə"),
    "keep_years": _l("Bitəndən sonra mətnin və faylların saxlanması, il"),
    "most_a_day": _l("Bir göndərənin gün ərzində məktubları, ən çoxu"),
}
GROUNDS: Final[dict[str, Text]] = {
    "anonymous": _l("Göndərəni müəyyən etmək mümkün deyil"),
    "insulting": _l("Məktubda təhqir və ya böhtan var"),
    "repeated": _l("Eyni məsələyə əvvəl əsaslandırılmış cavab verilib"),
    "court": _l("Məsələ üzrə məhkəmənin qərarı var və ya məhkəmədə baxılır"),
    "not_competent": _l("Məsələ heç bir orqanın səlahiyyətinə aid deyil"),
    "unclear": _l("Məktubun mənasını anlamaq mümkün deyil"),
}
MESSAGES: Final[dict[str, Text]] = {
    "letter": _l("Məktub"),
    "reply": _l("Göndərənin yazdığı"),
    "question": _l("Orqanın sorğusu"),
    "answer": _l("Cavab"),
    "refusal": _l("İmtina"),
}
RATINGS: Final[dict[int, Text]] = {
    5: _l("Çox razıyam"),
    4: _l("Əsasən razıyam"),
    3: _l("Qismən razıyam"),
    2: _l("Narazıyam"),
    1: _l("Çox narazıyam"),
}
