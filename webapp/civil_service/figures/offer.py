"""The open figures as the catalogue of e-services shows them, and as their regulation says it."""

from datetime import date
from typing import Final

from webapp.catalogue.offer import Operation, ServiceOffer
from webapp.civil_service.length.offer import CENTRE, CIVIL_SERVICE
from webapp.core.text import _l

OPEN_FIGURES: Final = ServiceOffer(
    code="civil-service-statistics",
    since=date(2026, 11, 22),
    name=_l("Dövlət qulluğu: açıq göstəricilər"),
    title="Dövlət qulluqçularının reyestrinin açıq məlumatlarının verilməsi",
    summary=_l("Orqanlar üzrə qulluqçuların sayı: cins, yaş, təsnifat. CSV və JSON, daxil olmadan, ödənişsiz."),
    content="Reyestrin açıq məlumatı rübün ilk gününə orqanlar üzrə saylarla göstərilir və fayl kimi verilir. Az olan saylar və onlardan hesablana bilənlər gizlədilir, fərdi məlumat verilmir.",
    authority=CENTRE,
    areas=(CIVIL_SERVICE,),
    legal_basis=(
        "Dövlət qulluqçularının reyestri haqqında Əsasnamə, 4.4-cü bənd, 8.1.1-ci yarımbənd",
        "Azərbaycan Respublikası Prezidentinin 2025-ci il 17 may tarixli 395 nömrəli Fərmanı",
    ),
    duration="Sorğunun informasiya sistemləri tərəfindən emalı müddətində.",
    result="Reyestrin açıq məlumatları (məlumat).",
    kind="informative",
    applicants=("natural", "legal", "state", "other"),
    informed_by=("Kabinet portalının “Xidmətlər” səhifəsi.",),
    refusals=("Açıq məlumata baxmaqdan imtina edilmir.",),
    provision="Göstəricilər ekranda dərhal göstərilir, CSV və JSON faylı kimi yüklənir.",
    operations=(
        Operation(
            body=CENTRE,
            responsible="avtomatik, Dövlət qulluqçularının reyestri",
            content="Rübün ilk gününə saylar hesablanır, az olanlar gizlədilir.",
            most="3 saniyə",
            result="Açıq göstəricilər göstərilir.",
        ),
    ),
    control_form="Cari nəzarət: reyestrin operatoru.",
    control_order="Göstəricilər reyestrin qeydlərindən avtomatik hesablanır.",
    complaint_right="İstifadəçi reyestrin operatoruna, inzibati qaydada yuxarı orqana və ya məhkəməyə şikayət edə bilər.",
    complaint_data="Hansı gün və göstərici, nədən narazı olduğu, əlaqə məlumatı.",
    complaint_term="“Vətəndaşların müraciətləri haqqında” Azərbaycan Respublikasının Qanununda müəyyən edilmiş müddətdə.",
    start="civil_open.statistics",
)
