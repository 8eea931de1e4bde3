"""Buying a bus ticket as the catalogue of e-services shows it, and as its administrative regulation says it."""

from datetime import date
from typing import Final

from webapp.catalogue.offer import AGENCY, TRANSPORT, Operation, ServiceOffer
from webapp.core.text import _l

SYSTEM: Final = "avtomatik, “AYNA” informasiya sistemi"

BUS_TICKET: Final = ServiceOffer(
    code="bus-ticket",
    since=date(2026, 11, 22),
    name=_l("Avtobus biletinin alınması"),
    title="Şəhərlərarası və beynəlxalq müntəzəm avtobus marşrutlarına elektron biletin satışı",
    summary=_l("Reysi və yeri seçin, on dəqiqə ərzində ödəyin: bilet QR kodu ilə telefonunuzdadır."),
    content="Sərnişin gediş, istəsə qayıdış reysini və yerləri seçir, yerlər on dəqiqə saxlanılır, bütün qiymətlər və qaytarma qaydası ödənişdən əvvəl göstərilir, ödənişdən sonra hər sərnişinə elektron bilet verilir. Dolu reysə növbə aparılır.",
    authority=AGENCY,
    areas=(TRANSPORT,),
    legal_basis=(
        "“Avtomobil nəqliyyatı haqqında” Azərbaycan Respublikasının Qanunu",
        "Nazirlər Kabinetinin 2009-cu il 17 sentyabr tarixli 141 nömrəli qərarı",
        "“AYNA” informasiya sistemi haqqında Əsasnamə, 4.0.5-ci və 5.1.4–5.1.7-ci bəndlər",
    ),
    duration="Sorğunun informasiya sistemləri tərəfindən emalı müddətində: bilet ödəniş təsdiqlənən kimi verilir.",
    result="QR kodu olan elektron bilet.",
    kind="interactive",
    applicants=("natural", "legal"),
    informed_by=("Kabinet portalının “Xidmətlər” və “Avtobus biletləri” səhifələri.",),
    documents=(
        "Sənəd təqdim edilmir: marşrutun tələbinə görə sərnişinin adı, şəxsiyyət sənədinin nömrəsi, uşaq üçün doğum tarixi yazılır; güzəşt və giriş icazəsi reyestrdən soruşulur.",
    ),
    forming="İstifadəçi reysi, yerləri seçir və sərnişinlərin məlumatını yazır. Daxil olmadan da alır: e-poçtunu və ya telefonunu yazır, biletlərin ünvanı ona göndərilir.",
    acceptance="Seçilmiş yerlər on dəqiqə saxlanılır, bu müddətdə ödəniş aparılır.",
    refusals=(
        "Seçilmiş yer artıq tutulub.",
        "İşğaldan azad edilmiş əraziyə giriş icazəsi verilməyib.",
        "Yola düşməyə stansiyanın müəyyən etdiyi müddətdən az qalıb və satış bağlanıb.",
        "Yerlərin saxlanma müddəti bitib; sonra gələn ödəniş yerlər hələ boşdursa qəbul edilir, tutulubsa dərhal qaytarılır.",
    ),
    provision="Bilet kabinetdə açılır, PDF kimi yüklənir və QR kodu ilə şəbəkəsiz də yoxlanılır.",
    operations=(
        Operation(
            body=AGENCY,
            responsible=SYSTEM,
            content="Yerlər saxlanılır, qiymət tarif üzrə hesablanır.",
            most="bir neçə saniyə",
            result="Sifariş açılır.",
        ),
        Operation(
            body=AGENCY,
            responsible=SYSTEM,
            content="Ödəniş təsdiqlənir, biletlər verilir.",
            most="ödəniş sisteminin cavabınadək",
            other_body="Ödəniş sistemi",
            result="Elektron biletlər.",
        ),
        Operation(
            body="Daşıyıcı",
            responsible="sürücü və ya nəzarətçi",
            content="Bilet minikdə yoxlanılır.",
            most="yola düşmə anınadək",
            result="Sərnişin siyahıda qeyd olunur.",
        ),
    ),
    control_form="Cari nəzarət: daşıyıcının nəzarətçisi və agentliyin məsul şöbəsi.",
    control_order="Bilet minikdə QR kodu və ya nömrə ilə yoxlanılır; hər addım dəyişdirilməyən zəncirdə qalır.",
    complaint_right="İstifadəçi agentliyə, inzibati qaydada yuxarı orqana və ya məhkəməyə şikayət edə bilər.",
    complaint_data="Biletin nömrəsi, nədən narazı olduğu, əlaqə məlumatı.",
    complaint_term="“Vətəndaşların müraciətləri haqqında” Azərbaycan Respublikasının Qanununda müəyyən edilmiş müddətdə.",
    start="tickets_public.search",
    list_no="17.3",
)
