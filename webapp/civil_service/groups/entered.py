"""Groups that participants enter themselves: 2.1.1.1, 2.1.6, 2.1.7, 2.1.9–2.1.11 (charter 004, 3.1).

The content of decree 395 of 17 May 2025 is not in the sources: which data stand under which number is assumed.
"""

from typing import Final

from webapp.civil_service.groups.kinds import Field, Group, Kind, Origin, Span
from webapp.core.text import _l

OURS: Final = Origin.PARTICIPANT
POST: Final = Group(
    "post",
    _l("Vəzifələr"),
    "2.1.1.1",
    OURS,
    (
        Field("body", _l("Dövlət orqanı"), required=True),
        Field("unit", _l("Struktur bölməsi")),
        Field("title", _l("Vəzifənin adı"), required=True),
        Field("post_class", _l("Vəzifənin təsnifatı"), Kind.CLASS, required=True),
        Field(
            "holding",
            _l("Tutulma qaydası"),
            Kind.CHOICE,
            required=True,
            choices=(("main", _l("əsas vəzifə")), ("combined", _l("əvəzçilik")), ("acting", _l("müvəqqəti icra"))),
        ),
        Field(
            "admission",
            _l("Qəbulun növü"),
            Kind.CHOICE,
            required=True,
            choices=(
                ("competition", _l("müsabiqə əsasında təyinat")),
                ("interview", _l("müsahibə əsasında təyinat")),
                ("transfer", _l("başqa vəzifəyə keçirilmə")),
                ("appointment", _l("birbaşa təyinat")),
                ("trainee", _l("stajçı kimi qəbul")),
                ("probation", _l("sınaq müddəti ilə qəbul")),
            ),
        ),
        Field("probation_until", _l("Sınaq və ya staj müddətinin son günü"), Kind.DATE),
    ),
    ("title", "body"),
    needs_order=True,
)
TERMINATION: Final = Group(
    "termination",
    _l("Dövlət qulluğuna xitam"),
    "2.1.1.1",
    OURS,
    (
        Field(
            "ground",
            _l("Əsas"),
            Kind.CHOICE,
            required=True,
            choices=(
                ("own_wish", _l("öz arzusu ilə")),
                ("pension", _l("qulluqda olmanın yaş həddi, pensiya")),
                ("transfer_out", _l("dövlət qulluğuna aid olmayan işə keçmə")),
                ("abolished", _l("orqanın ləğvi, ştatın ixtisarı")),
                ("probation_failed", _l("sınaq müddətindən keçməmə")),
                ("discipline", _l("intizam qaydasında")),
                ("other", _l("qanunda göstərilən başqa əsas")),
            ),
        ),
        Field("article", _l("Qanunun maddəsi")),
    ),
    ("ground",),
    span=Span.DAY,
    needs_order=True,
)
RANK: Final = Group(
    "rank",
    _l("İxtisas dərəcələri"),
    "2.1.6",
    OURS,
    (
        Field("rank", _l("İxtisas dərəcəsi"), Kind.RANK, required=True),
        Field("card", _l("Vəsiqənin nömrəsi"), longest=40),
    ),
    ("rank",),
    span=Span.STATE,
    needs_order=True,
)
TRAINING: Final = Group(
    "training",
    _l("Əlavə təhsil və təlim"),
    "2.1.7",
    OURS,
    (
        Field("subject", _l("Mövzu"), required=True),
        Field("place", _l("Təhsil müəssisəsi"), required=True),
        Field("hours", _l("Saatların sayı"), Kind.NUMBER),
        Field("paper", _l("Sənədin nömrəsi"), longest=60),
    ),
    ("subject", "place"),
)
ATTESTATION: Final = Group(
    "attestation",
    _l("Attestasiya və qiymətləndirmə"),
    "2.1.7",
    OURS,
    (
        Field(
            "kind",
            _l("Növü"),
            Kind.CHOICE,
            required=True,
            choices=(("attestation", _l("attestasiya")), ("appraisal", _l("xidməti fəaliyyətin qiymətləndirilməsi"))),
        ),
        Field("result", _l("Nəticə"), required=True),
        Field("next_on", _l("Növbəti tarix"), Kind.DATE),
    ),
    ("kind", "result"),
    span=Span.DAY,
)
INCENTIVE: Final = Group(
    "incentive",
    _l("Həvəsləndirmə və təltiflər"),
    "2.1.9",
    OURS,
    (Field("name", _l("Həvəsləndirmənin növü"), required=True), Field("merit", _l("Nəyə görə"), Kind.LONG)),
    ("name",),
    span=Span.DAY,
    needs_order=True,
)
DISCIPLINE: Final = Group(
    "discipline",
    _l("İntizam tənbehləri"),
    "2.1.10",
    OURS,
    (
        Field("name", _l("Tənbehin növü"), required=True, sealed=True),
        Field("cause", _l("Səbəb"), Kind.LONG, sealed=True),
        Field("lifted_on", _l("Götürüldüyü gün"), Kind.DATE),
    ),
    ("name",),
    span=Span.DAY,
    needs_order=True,
)
LEAVE: Final = Group(
    "leave",
    _l("Məzuniyyət və ezamiyyət"),
    "2.1.11",
    OURS,
    (
        Field(
            "kind",
            _l("Növü"),
            Kind.CHOICE,
            required=True,
            choices=(
                ("annual", _l("əmək məzuniyyəti")),
                ("child_care", _l("qismən ödənişli uşağa qulluq məzuniyyəti")),
                ("maternity", _l("hamiləlik və doğuşla bağlı məzuniyyət")),
                ("study", _l("təhsil məzuniyyəti")),
                ("unpaid", _l("ödənişsiz məzuniyyət")),
                ("mission", _l("xidməti ezamiyyət")),
            ),
        ),
        Field("place", _l("Yer")),
    ),
    ("kind",),
    needs_order=True,
)
INTERESTS: Final = Group(
    "interests",
    _l("Maraqların toqquşması"),
    "2.1.11",
    OURS,
    (
        Field("matter", _l("Bildirilən hal"), Kind.LONG, required=True, sealed=True),
        Field("measure", _l("Görülən tədbir"), sealed=True),
    ),
    ("matter",),
    span=Span.DAY,
)
ENTERED: Final = (
    POST,
    TERMINATION,
    RANK,
    TRAINING,
    ATTESTATION,
    INCENTIVE,
    DISCIPLINE,
    LEAVE,
    INTERESTS,
)
