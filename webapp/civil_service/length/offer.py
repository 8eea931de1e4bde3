"""The calculator as the catalogue of e-services shows it (list of decision 191, 4.6), and as its regulation says it."""

from datetime import date
from typing import Final

from webapp.catalogue.offer import Operation, ServiceOffer
from webapp.core.text import _l

CIVIL_SERVICE: Final = 4  # Rules 3.1.4
CENTRE: Final = "Dövlət İmtahan Mərkəzi"

LENGTH_CALCULATOR: Final = ServiceOffer(
    code="length-of-service-calculator",
    since=date(2026, 11, 22),
    name=_l("Dövlət qulluğu stajı kalkulyatoru"),
    title="Dövlət qulluğu stajının hesablanması kalkulyatoru",
    summary=_l(
        "Dövrləri yazın: staj il, ay və günlə, hər dövrün niyə sayıldığı ilə. Daxil olmaq lazım deyil, heç nə saxlanılmır."
    ),
    content="İstifadəçi qulluq, məzuniyyət və xidmət dövrlərini yazır, sistem onları qüvvədə olan qaydalar üzrə hesablayır və hər dövrün niyə sayıldığını maddəsi ilə göstərir. Yazılanlar saxlanılmır.",
    authority=CENTRE,
    areas=(CIVIL_SERVICE,),
    legal_basis=(
        "“Dövlət qulluğu haqqında” Azərbaycan Respublikasının Qanunu",
        "Azərbaycan Respublikası Prezidentinin 2002-ci il 28 yanvar tarixli 665 nömrəli Fərmanı",
    ),
    duration="Sorğunun informasiya sistemləri tərəfindən emalı müddətində.",
    result="Dövlət qulluğu stajı barədə izahlı hesablama (məlumat).",
    kind="informative",
    applicants=("natural", "legal", "state", "other"),
    informed_by=("Kabinet portalının “Xidmətlər” səhifəsi.",),
    refusals=("Dövrlərin tarixləri yazılmayıb və ya bir-birinə ziddir.",),
    provision="Hesablama ekranda dərhal göstərilir və çap edilə bilər.",
    operations=(
        Operation(
            body=CENTRE,
            responsible="avtomatik, Dövlət qulluqçularının reyestri",
            content="Yazılan dövrlər birləşdirilir, qüvvədə olan qaydalar üzrə hesablanır.",
            most="3 saniyə",
            result="Staj və hər dövrün izahı göstərilir.",
        ),
    ),
    control_form="Cari nəzarət: reyestrin operatoru.",
    control_order="Qaydalar tarixli sətirlər kimi saxlanılır, dəyişiklik yalnız əlavə olunur.",
    complaint_right="İstifadəçi reyestrin operatoruna, inzibati qaydada yuxarı orqana və ya məhkəməyə şikayət edə bilər.",
    complaint_data="Yazılan dövrlər, alınan nəticə, nədən narazı olduğu, əlaqə məlumatı.",
    complaint_term="“Vətəndaşların müraciətləri haqqında” Azərbaycan Respublikasının Qanununda müəyyən edilmiş müddətdə.",
    start="civil_length.calculator",
    list_no="4.6",
)
