"""Entries of the list of decision 191 that begin here: registration (4.1), results (4.2), the reserve (4.4)."""

from datetime import date
from typing import Final

from webapp.catalogue.offer import Operation, ServiceOffer
from webapp.core.text import Text, _l

CENTRE: Final = "Dövlət İmtahan Mərkəzi"
SINCE: Final = date(2026, 11, 22)
SYSTEM: Final = "avtomatik, Dövlət qulluqçularının reyestri"
RULES_191: Final = "Nazirlər Kabinetinin 2011-ci il 24 noyabr tarixli 191 nömrəli qərarı ilə təsdiq edilmiş Qaydalar"
AT_ONCE: Final = "Sorğunun informasiya sistemləri tərəfindən emalı müddətində, adətən bir neçə saniyəyə."
INFORMED: Final = "Kabinet portalının “Xidmətlər” səhifəsi."
CONTROL: Final = "Cari nəzarət: reyestrin operatoru."
JOURNAL: Final = "Hər müraciət portalın dəyişdirilməyən jurnalına yazılır; jurnalın bütövlüyü yoxlanıla bilir."
COMPLAINT_RIGHT: Final = (
    "İstifadəçi reyestrin operatoruna, inzibati qaydada yuxarı orqana və ya məhkəməyə şikayət edə bilər."
)
COMPLAINT_DATA: Final = "Müsabiqənin və qeydiyyatın nömrəsi, nədən narazı olduğu, əlaqə məlumatı."
COMPLAINT_TERM: Final = (
    "“Vətəndaşların müraciətləri haqqında” Azərbaycan Respublikasının Qanununda müəyyən edilmiş müddətdə."
)
SERVICE_LAW: Final = "“Dövlət qulluğu haqqında” Azərbaycan Respublikasının Qanunu"
SERVICE_AREA: Final = 4  # Rules 3.1.4


def _offer(code: str, list_no: str, name: Text, title: str, summary: Text, **more: object) -> ServiceOffer:
    said: dict[str, object] = {
        "content": title + ".",
        "result": "Məlumat ekranda göstərilir (əməliyyat).",
        "applicants": ("natural",),
        "forming": "İstifadəçi ASAN Login ilə daxil olur, müsabiqəni seçir.",
        "acceptance": "Sorğu daxil olan kimi avtomatik qəbul edilir.",
        "refusals": ("İstifadəçi eyniləşdirilməyib.",),
        "provision": "Nəticə kabinetdə dərhal göstərilir.",
        "start": "civil_service_competitions.index",
    }
    operation = Operation(
        body=CENTRE,
        responsible=SYSTEM,
        content="Sorğu yoxlanılır və yazılır.",
        most="3 saniyə",
        result="Nəticə göstərilir.",
    )
    return ServiceOffer(
        code=code,
        since=SINCE,
        name=name,
        title=title,
        summary=summary,
        authority=CENTRE,
        areas=(SERVICE_AREA,),
        legal_basis=(SERVICE_LAW, f"{RULES_191}, 2 nömrəli əlavə, {list_no}-ci bənd"),
        duration=AT_ONCE,
        kind="interactive",
        informed_by=(INFORMED,),
        operations=(operation,),
        control_form=CONTROL,
        control_order=JOURNAL,
        complaint_right=COMPLAINT_RIGHT,
        complaint_data=COMPLAINT_DATA,
        complaint_term=COMPLAINT_TERM,
        list_no=list_no,
        **(said | more),  # type: ignore[arg-type] # each value has the type of its field
    )


OFFERS: Final = (
    _offer(
        "competition-registration",
        "4.1",
        _l("Dövlət qulluğuna qəbul üçün elektron qeydiyyat"),
        "Dövlət qulluğuna qəbul olmaq istəyən namizədlərin elektron qeydiyyatı",
        _l("Açıq müsabiqəni seçin, qeydiyyatdan keçin, nömrənizi dərhal alın."),
        result="Qeydiyyat nömrəsi (əməliyyat).",
        refusals=("Müsabiqəyə qeydiyyat bağlanıb.", "Namizəd bu müsabiqəyə artıq qeydiyyatdan keçib."),
    ),
    _offer(
        "competition-results",
        "4.2",
        _l("Müsabiqə və müsahibənin nəticələri"),
        "Dövlət qulluğuna qəbul üzrə müsabiqə və müsahibənin nəticələri barədə məlumatın verilməsi",
        _l("Yalnız öz ballarınız və nəticəniz."),
        refusals=("Müsabiqənin nəticələri hələ elan edilməyib.",),
    ),
    _offer(
        "service-reserve",
        "4.4",
        _l("Ehtiyat kadrlar barədə məlumat"),
        "Dövlət qulluğunun ehtiyat kadrları barədə məlumatın verilməsi",
        _l("Dövlət orqanlarının səlahiyyətli şəxsləri üçün: müsabiqədən keçmiş, təyin edilməmiş namizədlər."),
        applicants=("state",),
        forming="Dövlət orqanının səlahiyyətli şəxsi daxil olur və siyahını açır.",
        refusals=("Müraciət edən dövlət orqanının səlahiyyətli şəxsi deyil.",),
        start="civil_service_reserve.index",
    ),
)
