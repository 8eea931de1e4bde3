"""What this portal gives today through rooms below this one, and through this one. Rooms above plug in their own.

Only what really works stands here. The Azerbaijani texts are the regulation's; name and summary are for everybody.
"""

from datetime import date
from typing import Final

from webapp.catalogue.form2 import form2_blank
from webapp.catalogue.offer import AGENCY, TRANSPORT, Fetched, Operation, ServiceOffer
from webapp.core.text import _l

CHARTER: Final = (
    "“AYNA” informasiya sistemi haqqında Əsasnamə (Azərbaycan Respublikası Prezidentinin 2022-ci il 30 dekabr tarixli "
    "Fərmanı ilə təsdiq edilmişdir)"
)
RULES_191: Final = "Nazirlər Kabinetinin 2011-ci il 24 noyabr tarixli 191 nömrəli qərarı ilə təsdiq edilmiş Qaydalar"
SINCE: Final = date(2026, 11, 22)
INFORMED: Final = (
    "Kabinet portalının “Xidmətlər” və “Kömək” səhifələri; hər xidmətin öz səhifəsində onun sənədləri və müddəti."
)
COMPLAINT_RIGHT: Final = (
    "İstifadəçi xidmətin göstərilməsindən agentliyə, yaxud inzibati qaydada yuxarı orqana və ya məhkəməyə şikayət edə "
    "bilər (191 nömrəli qərar, Qaydaların 5.1.4-cü və 13.4-cü bəndləri)."
)
COMPLAINT_DATA: Final = (
    "Şikayətçinin soyadı, adı, əlaqə məlumatı; xidmətin adı, müraciətin vaxtı və nömrəsi; nədən narazı olduğu."
)
COMPLAINT_TERM: Final = (
    "“Vətəndaşların müraciətləri haqqında” Azərbaycan Respublikasının Qanununda müəyyən edilmiş müddətdə."
)
JOURNAL: Final = "Hər müraciət portalın dəyişdirilməyən jurnalına yazılır; jurnalın bütövlüyü yoxlanıla bilir."
CONTROL: Final = "Cari nəzarət: agentliyin məsul şöbəsi jurnal və statistika üzrə nəzarət edir."
AT_ONCE: Final = "Sorğunun informasiya sistemləri tərəfindən emalı müddətində, adətən bir neçə saniyəyə."
SYSTEM: Final = "avtomatik, “AYNA” informasiya sistemi"

VERIFY: Final = ServiceOffer(
    code="verify-document",
    since=SINCE,
    name=_l("Sənədin həqiqiliyinin yoxlanılması"),
    title="Elektron nəqliyyat sənədinin həqiqiliyi və vəziyyəti barədə məlumatın verilməsi",
    summary=_l("QR kod və ya nömrə ilə: sənəd həqiqidirmi, hazırda hansı vəziyyətdədir. Daxil olmaq lazım deyil."),
    content="Portalda verilmiş elektron sənədin həqiqiliyi, vəziyyəti və versiyaları hər kəsə açıq göstərilir. Fərdi məlumat göstərilmir.",
    authority=AGENCY,
    areas=(TRANSPORT,),
    legal_basis=(f"{CHARTER}, 1.2-ci bənd", f"{RULES_191}, 4.3-cü və 11.5.2-ci bəndlər"),
    duration=AT_ONCE,
    result="Sənədin həqiqiliyi və vəziyyəti barədə məlumat (əməliyyat).",
    kind="informative",
    applicants=("natural", "legal", "state", "other"),
    informed_by=(INFORMED,),
    refusals=("Göstərilən kod və ya nömrə ilə sənəd yoxdur.",),
    provision="Məlumat ekranda dərhal göstərilir, sənədin açıq məlumatı çap edilə bilər.",
    operations=(
        Operation(
            body=AGENCY,
            responsible=SYSTEM,
            content="Sənəd reyestrdə kodu və ya nömrəsi ilə axtarılır, vəziyyəti həmin an oxunur.",
            most="3 saniyə",
            result="Sənədin açıq məlumatı ekranda göstərilir.",
        ),
    ),
    control_form=CONTROL,
    control_order="Xidmətin fasiləsizliyi portalın monitorinqi ilə izlənilir.",
    complaint_right=COMPLAINT_RIGHT,
    complaint_data=COMPLAINT_DATA,
    complaint_term=COMPLAINT_TERM,
    start="documents.start",
)
OWN_DATA: Final = ServiceOffer(
    code="own-data",
    since=SINCE,
    name=_l("Reyestrlərdəki öz məlumatlarım"),
    title="Dövlət reyestrlərində olan öz məlumatlarının əldə edilməsi və səhv barədə məlumat verilməsi",
    summary=_l("Dövlət reyestrlərinin sizin haqqınızda nə bildiyi, mənbəyi və tarixi ilə. Səhvi bildirmək olar."),
    content="İstifadəçi elektron kabinetində onun barəsində dövlət reyestrlərindən alınan məlumatı mənbəyi və tarixi ilə görür, yükləyir, səhv barədə məlumat verir.",
    authority=AGENCY,
    areas=(TRANSPORT,),
    legal_basis=(
        f"{CHARTER}, 1.4.5-ci yarımbənd, 9.2–9.4-cü bəndlər",
        "“Fərdi məlumatlar haqqında” Azərbaycan Respublikasının Qanunu",
    ),
    executors=("Məlumatın sahibi olan dövlət orqanları (EHİS vasitəsilə)",),
    duration=AT_ONCE,
    result="Öz məlumatlarının göstərilməsi və yüklənməsi (əməliyyat).",
    kind="interactive",
    applicants=("natural", "legal"),
    informed_by=(INFORMED,),
    fetched=(
        Fetched(data="Şəxsiyyət məlumatı", register="Əhalinin dövlət reyestri", by="FİN"),
        Fetched(data="Hüquqi şəxsin məlumatı", register="Vergi ödəyicilərinin reyestri", by="VÖEN"),
    ),
    forming="İstifadəçi ASAN Login ilə daxil olur, “Məlumatlarım” səhifəsini açır.",
    acceptance="Sorğu daxil olan kimi avtomatik qəbul edilir, ayrıca ərizə tələb olunmur.",
    refusals=("İstifadəçi eyniləşdirilməyib.", "Məlumatın sahibi olan sistem müvəqqəti cavab vermir."),
    provision="Məlumat kabinetdə göstərilir, fayl kimi yüklənə bilər; reyestr cavab vermədikdə son alınmış məlumat tarixi ilə göstərilir.",
    operations=(
        Operation(
            body=AGENCY,
            responsible=SYSTEM,
            content="Məlumat dövlət reyestrlərindən alınır və mənbəyi, tarixi ilə saxlanılır.",
            most="3 saniyə hər mənbə üzrə",
            other_body="Məlumatın sahibi olan dövlət orqanı",
            result="Məlumat kabinetdə göstərilir.",
        ),
    ),
    control_form=CONTROL,
    control_order=JOURNAL,
    complaint_right=COMPLAINT_RIGHT,
    complaint_data=COMPLAINT_DATA,
    complaint_term=COMPLAINT_TERM,
    start="cabinets.me",
)
LOOKS: Final = ServiceOffer(
    code="who-looked",
    since=SINCE,
    name=_l("Məlumatlarıma kim baxıb"),
    title="Fərdi məlumatlara baxışlar barədə məlumatın verilməsi",
    summary=_l("Şəxsi məlumatınıza hər baxış: kim, nə vaxt və hansı məqsədlə."),
    content="İstifadəçi onun fərdi məlumatlarına kimin, nə vaxt və hansı məqsədlə baxdığını elektron kabinetində görür.",
    authority=AGENCY,
    areas=(TRANSPORT,),
    legal_basis=(f"{RULES_191}, 13.1-ci bənd", "“Fərdi məlumatlar haqqında” Azərbaycan Respublikasının Qanunu"),
    duration=AT_ONCE,
    result="Baxışların siyahısı (əməliyyat).",
    kind="interactive",
    applicants=("natural",),
    informed_by=(INFORMED,),
    forming="İstifadəçi ASAN Login ilə daxil olur, “Məlumatıma kim baxıb” səhifəsini açır.",
    acceptance="Sorğu daxil olan kimi avtomatik qəbul edilir.",
    refusals=("İstifadəçi eyniləşdirilməyib.",),
    provision="Siyahı kabinetdə dərhal göstərilir.",
    operations=(
        Operation(
            body=AGENCY,
            responsible=SYSTEM,
            content="Jurnaldan istifadəçinin məlumatlarına baxışlar seçilir.",
            most="3 saniyə",
            result="Baxışların siyahısı göstərilir.",
        ),
    ),
    control_form=CONTROL,
    control_order=JOURNAL,
    complaint_right=COMPLAINT_RIGHT,
    complaint_data=COMPLAINT_DATA,
    complaint_term=COMPLAINT_TERM,
    start="audit.looks",
)
REGISTRATION: Final = ServiceOffer(
    code="register-service",
    since=SINCE,
    name=_l("Elektron xidmətin reyestrdə qeydə alınması"),
    title="Elektron xidmətin qeydə alınması, üzərində düzəliş aparılması və qeydə alınmasının ləğvi",
    summary=_l("Qurum 2 nömrəli formanı burada doldurur, imzalayır, reyestr nömrəsini alır."),
    content="Elektron xidmət göstərən qurumun müraciəti əsasında xidmət reyestrə daxil edilir, məlumatına düzəliş edilir və ya qeydə alınması ləğv edilir.",
    authority=AGENCY,
    areas=(19,),
    legal_basis=(f"{RULES_191}, 10.1–10.8-ci bəndlər və 2 nömrəli əlavə",),
    level="partial",
    least_days=1,
    most_days=3,
    result="Təkrar olunmayan reyestr nömrəsi və reyestrdən çıxarış (əməliyyat).",
    kind="interactive",
    applicants=("legal", "state"),
    informed_by=(INFORMED,),
    fetched=(Fetched(data="Qurumun adı və ünvanı", register="Vergi ödəyicilərinin reyestri", by="VÖEN"),),
    forming="Qurumun səlahiyyətli şəxsi daxil olur, 2 nömrəli formanın on bəndini doldurur və gücləndirilmiş elektron imza ilə təsdiq edir.",
    acceptance="İmzalanan müraciət dərhal operatora çatır; müddət həmin gündən hesablanır.",
    refusals=(
        "Müraciətdəki məlumat natamam və ya qanunvericiliyə ziddir.",
        "Göstərilən reyestr nömrəsi müraciət edən quruma məxsus deyil.",
    ),
    provision="Qərar əsaslandırılır və quruma bildiriş göndərilir.",
    operations=(
        Operation(
            body=AGENCY,
            responsible="reyestrin operatoru",
            content="Müraciət yoxlanılır, xidmət reyestrə daxil edilir (10.4) və ya qeydə alınma ləğv edilir (10.7).",
            most="3 iş günü",
            result="Reyestr nömrəsi verilir və ya əsaslandırılmış imtina bildirilir.",
        ),
        Operation(
            body=AGENCY,
            responsible="reyestrin operatoru",
            content="Reyestrdəki məlumata düzəliş edilir (10.8).",
            most="1 iş günü",
            result="Düzəliş barədə quruma məlumat verilir, köhnə məlumat tarixçədə qalır.",
        ),
    ),
    control_form=CONTROL,
    control_order="Müddəti ötən müraciət operatorun növbəsində birinci göstərilir. " + JOURNAL,
    complaint_right=COMPLAINT_RIGHT,
    complaint_data=COMPLAINT_DATA,
    complaint_term=COMPLAINT_TERM,
    start="catalogue_cabinet.index",
    blank=form2_blank,
)
OFFERS: Final = (VERIFY, OWN_DATA, LOOKS, REGISTRATION)
