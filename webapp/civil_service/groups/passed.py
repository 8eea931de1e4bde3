"""Groups that other registers pass through EHIS (3.1), the operator's own (6.1.12), and the one that law hides (8.1.2).

The content of decree 395 of 17 May 2025 is not in the sources: which data stand under which number is assumed.
"""

from typing import Final

from webapp.civil_service.groups.classes import SEXES
from webapp.civil_service.groups.kinds import Field, Group, Kind, Origin, Span
from webapp.core.text import _l

EHIS: Final = Origin.EHIS
IDENTITY: Final = Group(
    "identity",
    _l("Şəxsiyyət"),
    "2.1.1.2",
    EHIS,
    (
        Field("family_name", _l("Soyad"), required=True),
        Field("given_name", _l("Ad"), required=True),
        Field("patronymic", _l("Ata adı")),
        Field("sex", _l("Cins"), Kind.CHOICE, required=True, choices=SEXES),
        Field("birthdate", _l("Doğum tarixi"), Kind.DATE, required=True),
        Field("birthplace", _l("Doğum yeri"), sealed=True),
        Field("citizenship", _l("Vətəndaşlıq")),
        Field("document", _l("Şəxsiyyət vəsiqəsi"), sealed=True, longest=40),
        Field("address", _l("Qeydiyyat ünvanı"), sealed=True),
    ),
    ("family_name", "given_name", "patronymic"),
    span=Span.STATE,
    single=True,
    source="DIN",
)
FAMILY: Final = Group(
    "family",
    _l("Ailə vəziyyəti"),
    "2.1.1.3",
    EHIS,
    (
        Field(
            "state",
            _l("Ailə vəziyyəti"),
            Kind.CHOICE,
            required=True,
            sealed=True,
            choices=(
                ("single", _l("subay")),
                ("married", _l("evli")),
                ("divorced", _l("boşanmış")),
                ("widowed", _l("dul")),
            ),
        ),
        Field("children", _l("Uşaqların sayı"), Kind.NUMBER, sealed=True),
    ),
    ("state",),
    span=Span.STATE,
    single=True,
    source="ADLIYYE",
)
EDUCATION: Final = Group(
    "education",
    _l("Təhsil"),
    "2.1.2",
    EHIS,
    (
        Field(
            "level",
            _l("Səviyyə"),
            Kind.CHOICE,
            required=True,
            choices=(
                ("secondary", _l("tam orta")),
                ("vocational", _l("peşə və ya orta ixtisas")),
                ("bachelor", _l("ali, bakalavr")),
                ("master", _l("ali, magistr")),
                ("doctor", _l("doktorantura")),
            ),
        ),
        Field("institution", _l("Təhsil müəssisəsi"), required=True),
        Field("speciality", _l("İxtisas")),
        Field("diploma", _l("Diplomun nömrəsi"), longest=40),
    ),
    ("institution", "speciality"),
    source="TEHSIL",
)
DEGREE: Final = Group(
    "degree",
    _l("Elmi dərəcə və elmi ad"),
    "2.1.3",
    EHIS,
    (
        Field("name", _l("Dərəcə və ya ad"), required=True),
        Field("field", _l("Elm sahəsi")),
        Field("diploma", _l("Diplomun nömrəsi"), longest=40),
    ),
    ("name",),
    span=Span.DAY,
    source="AAK",
)
LANGUAGE: Final = Group(
    "language",
    _l("Dil bilikləri"),
    "2.1.4",
    EHIS,
    (
        Field("language", _l("Dil"), required=True),
        Field("level", _l("Səviyyə"), required=True, longest=10),
        Field("paper", _l("Sənədin nömrəsi"), longest=40),
    ),
    ("language", "level"),
    source="DIM",
)
MILITARY: Final = Group(
    "military",
    _l("Hərbi mükəlləfiyyət"),
    "2.1.5",
    EHIS,
    (
        Field(
            "kind",
            _l("Növü"),
            Kind.CHOICE,
            required=True,
            choices=(
                ("conscript", _l("müddətli həqiqi hərbi xidmət")),
                ("reserve", _l("ehtiyatda")),
                ("exempt", _l("azad edilib")),
            ),
        ),
        Field("rank", _l("Hərbi rütbə")),
        Field("speciality", _l("Hərbi uçot ixtisası"), sealed=True),
    ),
    ("kind",),
    source="SXCDX",
)
OUTSIDE: Final = Group(
    "outside",
    _l("Başqa iş və xidmət dövrləri"),
    "2.1.8",
    EHIS,
    (
        Field(
            "kind",
            _l("Növü"),
            Kind.CHOICE,
            required=True,
            choices=(
                ("labour", _l("əmək müqaviləsi üzrə iş")),
                ("special", _l("dövlət qulluğunun xüsusi növü")),
                ("service", _l("reyestrdən əvvəlki dövlət qulluğu")),
            ),
        ),
        Field("employer", _l("İş və xidmət yeri"), required=True),
        Field("title", _l("Vəzifə")),
    ),
    ("employer", "title"),
    source="EMEK",
)
SPECIAL_RANK: Final = Group(
    "special_rank",
    _l("Xüsusi rütbə"),
    "2.1.8",
    EHIS,
    (Field("name", _l("Rütbə"), required=True), Field("body", _l("Verən orqan"))),
    ("name",),
    span=Span.STATE,
    source="DIN",
)
CERTIFICATE: Final = Group(
    "certificate",
    _l("Sertifikatlar"),
    "2.1.12",
    Origin.OPERATOR,
    (
        Field(
            "kind",
            _l("Növü"),
            Kind.CHOICE,
            required=True,
            choices=(
                ("exam", _l("test imtahanı sertifikatı")),
                ("reserve", _l("ehtiyat kadr sertifikatı")),
                ("training", _l("hazırlıq sertifikatı")),
                ("language", _l("dil sertifikatı")),
            ),
        ),
        Field("number", _l("Nömrə"), required=True, longest=40),
        Field("subject", _l("Nə haqqında"), required=True),
    ),
    ("subject", "number"),
)
VETTING: Final = Group(
    "vetting",
    _l("Dövlət sirri ilə bağlı rəsmiləşdirmə"),
    "2.1.13",
    EHIS,
    (Field("level", _l("Buraxılış dərəcəsi"), required=True, sealed=True),),
    ("level",),
    source="DTX",
    hidden=_l(
        "Bu məlumat “Dövlət sirri haqqında” Qanunla qorunur və reyestrdən sizə göstərilmir. Sorğu ilə onu verən orqana müraciət edə bilərsiniz."
    ),
)
PASSED: Final = (
    IDENTITY,
    FAMILY,
    EDUCATION,
    DEGREE,
    LANGUAGE,
    MILITARY,
    OUTSIDE,
    SPECIAL_RANK,
    CERTIFICATE,
    VETTING,
)
