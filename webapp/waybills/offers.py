"""The electronic waybill as the catalogue of e-services shows it, and as its administrative regulation says it."""

from datetime import date
from typing import Final

from webapp.catalogue.offer import AGENCY, TRANSPORT, Fetched, Operation, ServiceOffer
from webapp.core.text import _l

CHARTER: Final = "“AYNA” informasiya sistemi haqqında Əsasnamə, 4.0.6-cı və 5.1.5-ci yarımbəndlər"
SYSTEM: Final = "avtomatik, “AYNA” informasiya sistemi"

WAYBILL: Final = ServiceOffer(
    code="e-waybill",
    since=date(2026, 11, 22),
    name=_l("Elektron əmtəə-nəqliyyat qaiməsi"),
    title="Əmtəə təyinatlı yüklərin avtomobil nəqliyyatı ilə daşınması üçün elektron əmtəə-nəqliyyat qaiməsinin tərtibi",
    summary=_l("Yükgöndərən, daşıyıcı və yükalan bir qaiməni telefonda imzalayır, nömrə və PDF avtomatik verilir."),
    content="Qaimə yükgöndərən tərəfindən tərtib edilir, daşıyıcı yükləmədə, yükalan təhvildə imzalayır; hər imzadan sonra PDF versiyası və QR kodu olur.",
    authority=AGENCY,
    areas=(TRANSPORT,),
    legal_basis=(
        "“Avtomobil nəqliyyatı haqqında” Azərbaycan Respublikasının Qanunu, 40.1-ci maddə",
        "Nazirlər Kabinetinin 2023-cü il 4 oktyabr tarixli 355 nömrəli qərarı",
        CHARTER,
    ),
    duration="Sorğunun informasiya sistemləri tərəfindən emalı müddətində: hər addım imzalanan kimi qüvvəyə minir.",
    result="Nömrəsi və QR kodu olan imzalanmış elektron qaimə (əməliyyat).",
    kind="interactive",
    applicants=("natural", "legal"),
    informed_by=("Kabinet portalının “Xidmətlər” və “Kömək” səhifələri.",),
    fetched=(
        Fetched(data="Tərəflərin adı və ünvanı", register="Vergi ödəyicilərinin reyestri", by="VÖEN"),
        Fetched(
            data="Avtomobilin markası, kütləsi, texniki baxışı",
            register="Yol polisinin reyestri",
            by="qeydiyyat nişanı",
        ),
        Fetched(data="Sürücülük vəsiqəsi", register="Yol polisinin reyestri", by="vəsiqənin nömrəsi"),
    ),
    documents=("Sənəd tələb olunmur: yük haqqında məlumat formada yazılır.",),
    forming="İstifadəçi ASAN Login ilə daxil olur, qaimənin qaralamasını doldurur; yazılanlar avtomatik saxlanılır.",
    acceptance="Yükgöndərənin gücləndirilmiş elektron imzasından sonra qaimə daşıyıcıya göndərilir və tərəflərə bildiriş verilir.",
    refusals=(
        "Tələb olunan məlumat tam deyil və ya reyestrin cavabına uyğun gəlmir.",
        "İmza etibarsızdır, sertifikatın müddəti bitib və ya ləğv edilib.",
        "Şəxsin təşkilatın adından imza hüququ yoxdur.",
    ),
    provision="Hər imzadan sonra yeni PDF versiyası verilir və sənəd QR kodla hər kəs tərəfindən yoxlanıla bilir.",
    operations=(
        Operation(
            body="Yükgöndərən",
            responsible="səlahiyyətli şəxs",
            content="Qaimə doldurulur və imzalanır.",
            most="müddət məhdudlaşdırılmır",
            result="Qaimə daşıyıcıya göndərilir.",
        ),
        Operation(
            body="Daşıyıcı",
            responsible="səlahiyyətli şəxs və ya sürücü",
            content="Yük qəbul edilir, avtomobil və sürücü göstərilir, qaimə imzalanır.",
            most="yükləmə anınadək",
            other_body="Yol polisi və vergi orqanı (məlumat EHİS vasitəsilə)",
            result="Qaiməyə nömrə verilir.",
        ),
        Operation(
            body="Yükalan",
            responsible="səlahiyyətli şəxs",
            content="Yük təhvil alınır, qeydlər yazılır, qaimə imzalanır.",
            most="təhvil anınadək",
            result="Qaimə tamamlanır.",
        ),
        Operation(
            body=AGENCY,
            responsible=SYSTEM,
            content="İmzalar yoxlanılır, PDF versiyası saxlanılır.",
            most="bir neçə saniyə",
            result="Versiya kabinetdə və yoxlama səhifəsində görünür.",
        ),
    ),
    control_form="Cari nəzarət: yolda yoxlama və agentliyin məsul şöbəsi.",
    control_order="Müfəttiş qaiməni QR kod, nömrə və ya qeydiyyat nişanı ilə yoxlayır; hər addım dəyişdirilməyən zəncirdə qalır.",
    complaint_right="İstifadəçi agentliyə, inzibati qaydada yuxarı orqana və ya məhkəməyə şikayət edə bilər.",
    complaint_data="Qaimənin nömrəsi, tərəfin adı, nədən narazı olduğu, əlaqə məlumatı.",
    complaint_term="“Vətəndaşların müraciətləri haqqında” Azərbaycan Respublikasının Qanununda müəyyən edilmiş müddətdə.",
    start="waybills.index",
)
