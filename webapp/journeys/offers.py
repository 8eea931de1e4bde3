"""The form of occasional carriage as the catalogue of e-services shows it, and as its regulation says it."""

from datetime import date
from typing import Final

from webapp.catalogue.offer import AGENCY, TRANSPORT, Fetched, Operation, ServiceOffer
from webapp.core.text import _l

SYSTEM: Final = "avtomatik, “AYNA” informasiya sistemi"

JOURNEY: Final = ServiceOffer(
    code="journey-form",
    since=date(2026, 11, 22),
    name=_l("Qeyri-müntəzəm sərnişin daşımasının formulyarı"),
    title="Qeyri-müntəzəm sərnişin daşımaları üçün formulyarın elektron tərtibi",
    summary=_l(
        "Yolu, avtobusu, sürücüləri və sərnişinləri yazın, yola düşmədən əvvəl imzalayın: nömrə və QR kod dərhal verilir."
    ),
    content="Daşıyıcı formulyarı tərtib edir, sistem avtobusu, sürücüləri və kartı reyestrlərdə yoxlayır, imzadan sonra formulyar dəyişdirilmir, gözlənilməz dəyişiklik tarixli qeyd kimi əlavə olunur.",
    authority=AGENCY,
    areas=(TRANSPORT,),
    legal_basis=(
        "“Avtomobil nəqliyyatı haqqında” Azərbaycan Respublikasının Qanunu",
        "Nazirlər Kabinetinin formulyarın formasını təsdiq edən 2024-cü il qərarı",
        "“AYNA” informasiya sistemi haqqında Əsasnamə, 4.0.7-ci və 5.1.6-cı yarımbəndlər",
    ),
    duration="Sorğunun informasiya sistemləri tərəfindən emalı müddətində: formulyar imzalanan kimi qüvvəyə minir.",
    result="Nömrəsi və QR kodu olan imzalanmış elektron formulyar (əməliyyat).",
    kind="interactive",
    applicants=("natural", "legal"),
    informed_by=("Kabinet portalının “Xidmətlər” və “Kömək” səhifələri.",),
    fetched=(
        Fetched(
            data="Avtobusun markası, yerləri, texniki baxışı", register="Yol polisinin reyestri", by="qeydiyyat nişanı"
        ),
        Fetched(data="Sürücülük vəsiqəsi", register="Yol polisinin reyestri", by="vəsiqənin nömrəsi"),
    ),
    documents=("Sənəd tələb olunmur: sərnişinlərin siyahısı formada yazılır.",),
    forming="Təşkilatın məsul şəxsi ASAN Login ilə daxil olur və formulyarı tərtib edir.",
    acceptance="Formulyar imzalananda qəbul edilmiş sayılır.",
    refusals=(
        "Avtobusun kartı, texniki baxışı və ya sığortası səfərin sonunadək qüvvədə deyil.",
        "Sürücünün vəsiqəsində tələb olunan kateqoriya yoxdur.",
        "Sərnişinlərin sayı yerlərin sayından çoxdur.",
    ),
    provision="Formulyar kabinetdə açılır, PDF kimi yüklənir və QR kodu ilə yoxlanılır.",
    operations=(
        Operation(
            body=AGENCY,
            responsible=SYSTEM,
            content="Avtobus, sürücülər, kart və sığortalar yoxlanılır.",
            most="bir neçə saniyə",
            result="Çatışmazlıqlar göstərilir.",
        ),
        Operation(
            body="Daşıyıcı",
            responsible="rəhbər və ya məsul şəxs",
            content="Formulyar gücləndirilmiş elektron imza ilə imzalanır.",
            most="yola düşməyədək",
            result="Nömrəsi olan formulyar.",
        ),
    ),
    control_form="Cari nəzarət: agentliyin müfəttişləri yolda formulyarı yoxlayır.",
    control_order="Formulyar QR kodu, nömrə və ya nişan ilə tapılır; hər baxış jurnalda qalır.",
    complaint_right="İstifadəçi agentliyə, inzibati qaydada yuxarı orqana və ya məhkəməyə şikayət edə bilər.",
    complaint_data="Formulyarın nömrəsi, nədən narazı olduğu, əlaqə məlumatı.",
    complaint_term="“Vətəndaşların müraciətləri haqqında” Azərbaycan Respublikasının Qanununda müəyyən edilmiş müddətdə.",
    start="journeys.index",
)
