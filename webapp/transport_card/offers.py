"""Topping a transport card up as the catalogue of e-services shows it, and as its administrative regulation says it."""

from datetime import date
from typing import Final

from webapp.catalogue.offer import AGENCY, TRANSPORT, Operation, ServiceOffer
from webapp.core.text import _l

SYSTEM: Final = "avtomatik, “AYNA” informasiya sistemi"

TOP_UP_OF_A_CARD: Final = ServiceOffer(
    code="transport-card-top-up",
    since=date(2026, 11, 22),
    name=_l("Nəqliyyat kartının balansının artırılması"),
    title="Şəhər (rayon) nəqliyyatında gediş haqqının ödənilməsi üçün ödəniş alətinin balansının elektron artırılması",
    summary=_l("Kartın nömrəsini və məbləği yazın, ödəyin: vəsait bir neçə dəqiqəyə kartdadır."),
    content="Sərnişin kartın nömrəsini və məbləği yazır, ödəyir; ödəniş təsdiqlənəndən sonra məbləğ kartın hesabına bir dəfə yazılır. Kartın balansına, gedişlərinə baxılır, itirilmiş kart dərhal bloklanır.",
    authority=AGENCY,
    areas=(TRANSPORT,),
    legal_basis=(
        "“Avtomobil nəqliyyatı haqqında” Azərbaycan Respublikasının Qanunu",
        "Nazirlər Kabinetinin 2009-cu il 17 sentyabr tarixli 141 nömrəli qərarı",
        "“AYNA” informasiya sistemi haqqında Əsasnamə, 3.1.8, 3.9 və 4.0.5-ci bəndlər",
    ),
    duration="Sorğunun informasiya sistemləri tərəfindən emalı müddətində: vəsait adətən bir neçə dəqiqəyə, ən gec bir saata karta yazılır.",
    result="Kartın artırılmış balansı və ödəniş qəbzi.",
    kind="interactive",
    applicants=("natural", "legal"),
    informed_by=("Kabinet portalının “Xidmətlər” və “Nəqliyyat kartı” səhifələri.",),
    documents=("Sənəd təqdim edilmir: kartın nömrəsi və məbləğ yazılır.",),
    forming="İstifadəçi kartın nömrəsini və məbləği yazır; portala daxil olmaq vacib deyil.",
    acceptance="Nömrə və məbləğ yoxlanılır, ödəniş hesabı açılır.",
    refusals=(
        "Bu nömrəli kart yoxdur, bağlanıb və ya balansı artırılmayan kartdır.",
        "Məbləğ kartın növü üçün müəyyən edilmiş həddən azdır və ya çoxdur.",
        "Vəsait karta yazılana qədər kart bağlanıb: vəsait ödənilən vasitəyə qaytarılır.",
    ),
    provision="Balans kartın hesabına yazılır; sahibi kabinetində görür və bildiriş alır.",
    operations=(
        Operation(
            body=AGENCY,
            responsible=SYSTEM,
            content="Kartın nömrəsi, vəziyyəti və məbləğ yoxlanılır.",
            most="bir neçə saniyə",
            result="Ödəniş hesabı açılır.",
        ),
        Operation(
            body=AGENCY,
            responsible=SYSTEM,
            content="Ödəniş təsdiqlənir və məbləğ kartın hesabına yazılır.",
            most="bir saatadək",
            other_body="Ödəniş sistemi",
            result="Kartın balansı artır, qəbz verilir.",
        ),
    ),
    control_form="Cari nəzarət: agentliyin məsul şöbəsi; gündəlik tutuşdurma.",
    control_order="Hər ödəniş ödəniş sisteminin məlumatı ilə tutuşdurulur, hər yazılış uçot jurnalında qalır.",
    complaint_right="İstifadəçi agentliyə, inzibati qaydada yuxarı orqana və ya məhkəməyə şikayət edə bilər.",
    complaint_data="Kartın son dörd rəqəmi, ödənişin vaxtı, qəbzin nömrəsi, əlaqə məlumatı.",
    complaint_term="“Vətəndaşların müraciətləri haqqında” Azərbaycan Respublikasının Qanununda müəyyən edilmiş müddətdə.",
    start="cards_public.index",
)
