"""How states, steps, reasons and kinds are said."""

from typing import Final

from webapp.connections.rules import BlockReason, BreachState, ParticipantState, ServiceState, TicketState
from webapp.core.text import Text, _l

Tagged = tuple[Text, str]

PARTICIPANT_STATES: Final[dict[str, Tagged]] = {
    ParticipantState.DRAFT: (_l("Qaralama"), "neutral"),
    ParticipantState.APPLIED: (_l("Müraciət edilib"), "info"),
    ParticipantState.CHECKING: (_l("Yoxlanılır"), "info"),
    ParticipantState.DEFICIENT: (_l("İradlar var"), "warning"),
    ParticipantState.REFUSED: (_l("İmtina edilib"), "danger"),
    ParticipantState.CONTRACT: (_l("Müqavilə bağlanılır"), "brand"),
    ParticipantState.CONNECTED: (_l("Qoşulub"), "success"),
    ParticipantState.DISCONNECTED: (_l("Ayrılıb"), "danger"),
}
SERVICE_STATES: Final[dict[str, Tagged]] = {
    ServiceState.DRAFT: (_l("Qaralama"), "neutral"),
    ServiceState.APPLIED: (_l("Müraciət edilib"), "info"),
    ServiceState.TEST: (_l("Sınaq mühitindədir"), "info"),
    ServiceState.FAILED: (_l("Sınaqdan keçməyib"), "warning"),
    ServiceState.PASSED: (_l("Sınaqdan keçib"), "brand"),
    ServiceState.LIVE: (_l("Qoşulub"), "success"),
    ServiceState.WITHDRAWAL: (_l("Ayrılması istənilib"), "warning"),
    ServiceState.NOTIFIED: (_l("İstifadəçilərə xəbər verilib"), "warning"),
    ServiceState.DISCONNECTED: (_l("Ayrılıb"), "danger"),
}
BREACH_STATES: Final[dict[str, Tagged]] = {
    BreachState.NOTIFIED: (_l("Sorğu göndərilib, qəbulu gözlənilir"), "warning"),
    BreachState.CURE: (_l("Aradan qaldırılma müddəti gedir"), "warning"),
    BreachState.CURED: (_l("Aradan qaldırılıb"), "success"),
    BreachState.DISCONNECTED: (_l("Aradan qaldırılmayıb, ayrılıb"), "danger"),
}
TICKET_STATES: Final[dict[str, Tagged]] = {
    TicketState.OPEN: (_l("Açıqdır"), "warning"),
    TicketState.ANSWERED: (_l("Cavab verilib"), "info"),
    TicketState.DONE: (_l("İcra edilib"), "success"),
}
TICKET_KINDS: Final[dict[str, Text]] = {
    "defect": _l("Mübadilədə nasazlıq"),
    "proposal": _l("Dəyişiklik təklifi"),
}
BLOCK_REASONS: Final[dict[str, Text]] = {
    BlockReason.HARM: _l("Portalın fəaliyyətini ləngidən, ona zərər vuran və ya dayandıran hərəkətlər (3.7.1)"),
    BlockReason.SECURITY: _l(
        "İnformasiya təhlükəsizliyinə və ya fərdi məlumatların mühafizəsinə dair tələblərin pozulması (3.7.2)"
    ),
}
PAPERS: Final[dict[str, Text]] = {
    "form1": _l("İnformasiya sistemlərinin və ehtiyatlarının “Elektron hökumət” portalına qoşulması üçün ərizə"),
    "form2": _l("Elektron xidmətin “Elektron hökumət” portalına qoşulması üçün ərizə"),
    "contract": _l("“Elektron hökumət” portalına qoşulmağa dair müqavilə"),
}
LISTED: Final[dict[str, Text]] = {
    "system": _l("Qoşulmalı olan informasiya sistemləri (118 nömrəli qərar)"),
    "source": _l("Lisenziya və icazələr üçün məlumat mənbələri (615 nömrəli qərar)"),
    "authority": _l("Lisenziya və icazə verən orqanlar (615 nömrəli qərar)"),
}
STEPS: Final[dict[str, Text]] = {
    "started": _l("Müraciət qaralaması açıldı"),
    "apply": _l("Müraciət imzalandı və göndərildi"),
    "begin_check": _l("Yoxlama başlandı"),
    "return": _l("Müraciət iradlarla qaytarıldı"),
    "refuse": _l("Qoşulmadan imtina edildi"),
    "approve": _l("Yoxlamanın nəticəsi müsbətdir"),
    "contract_offered": _l("Müqavilə imzaya göndərildi"),
    "contract_half_signed": _l("Müqaviləni iştirakçı imzaladı"),
    "contract_signed": _l("Müqaviləni operator imzaladı"),
    "contract_changed": _l("Müqaviləyə düzəliş başlandı"),
    "group_granted": _l("Sistemin qrupuna xidmətə müraciət hüququ verildi"),
    "group_revoked": _l("Sistemin qrupundan xidmətə müraciət hüququ geri alındı"),
    "certificate": _l("Təhlükəsizlik serverinin sertifikatı qeydə alındı"),
    "connect": _l("İştirakçı mübadiləyə qoşuldu"),
    "official_added": _l("Səlahiyyətli şəxs siyahıya əlavə edildi"),
    "official_removed": _l("Səlahiyyətli şəxs siyahıdan çıxarıldı"),
    "block": _l("İştirakçı dərhal bloklandı"),
    "unblock": _l("Blok götürüldü"),
    "breach": _l("Pozuntu haqqında sorğu göndərildi"),
    "receive": _l("İştirakçı sorğunu qəbul etdi, bir aylıq müddət başladı"),
    "cure_reported": _l("İştirakçı pozuntunun aradan qaldırıldığını bildirdi"),
    "cured": _l("Pozuntu aradan qaldırılıb"),
    "disconnect": _l("Mübadilədən ayrıldı"),
    "liquidate": _l("İştirakçı ləğv edildi və mübadilədən ayrıldı"),
    "described": _l("Xidmətin məlumatları yeniləndi"),
    "enter_test": _l("Xidmət sınaq mühitinə qoşuldu"),
    "fail": _l("Sınaq mənfi nəticələndi"),
    "pass": _l("Sınaq müsbət nəticələndi"),
    "go_live": _l("Xidmət qoşuldu"),
    "withdraw": _l("İştirakçı xidmətin ayrılması üçün xəbərdarlıq məktubu göndərdi"),
    "tell_users": _l("İstifadəçilərə xidmətin ayrılması barədə xəbər verildi"),
    "tell_new_version": _l("Bütün iştirakçılara yeni versiya və köhnənin son günü barədə xəbər verildi"),
    "set_end": _l("Köhnə versiyanın son günü təyin edildi"),
    "end": _l("Köhnə versiyanın müddəti bitdi"),
    "ticket": _l("Qeydə alındı"),
    "seen_again": _l("Yenidən baş verdi"),
    "answer": _l("İştirakçı cavab verdi"),
    "reopen": _l("Cavab kifayət etmədi, yenidən açıldı"),
    "done": _l("İcrası təsdiq edildi"),
}
PROBLEMS: Final = frozenset({"return", "refuse", "block", "breach", "fail", "disconnect", "liquidate", "withdraw"})

TERMS: Final[dict[str, tuple[Text, Text]]] = {
    "check_days": (_l("Müraciətin yoxlanılması"), _l("iş günü")),
    "connect_days": (_l("Sınaqdan sonra xidmətin qoşulması"), _l("iş günü")),
    "cure_months": (_l("Pozuntunun aradan qaldırılması"), _l("ay")),
    "withdrawal_months": (_l("Xidmətin ayrılması barədə əvvəlcədən xəbər"), _l("ay")),
    "cure_moves_to_working_day": (
        _l("Pozuntunun müddəti qeyri-iş günündə bitərsə, növbəti iş gününə keçir"),
        _l("1 – bəli, 0 – xeyr"),
    ),
}
"""Of each term of the act: what it is for, and in what it is counted."""
