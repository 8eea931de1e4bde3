"""The forms of marks and of single trips."""

from typing import Final

from webapp.core.text import _l
from webapp.permits.cases.sections import MARK_RULES, OVERSIZE_RULES, all_territories, fleet_for
from webapp.permits.wording import PERIODS
from webapp.workflow.offer import Choice, Field, Kind, Rows, Section

MARK_VEHICLE: Final = Field(
    code="plate",
    label=_l("Nəqliyyat vasitəsi"),
    kind=Kind.CHOICE,
    basis=MARK_RULES,
    hint=_l("Nişan bir nəqliyyat vasitəsinə bağlıdır."),
    choices=fleet_for(None),
)
MARK: Final = Section(
    code="mark",
    title=_l("Nişan"),
    intro=_l("Nişan növbəti ayın birindən qüvvəyə minir. Oturacaq sayı və yükgötürmə reyestrdən götürülür."),
    fields=(
        MARK_VEHICLE,
        Field(
            code="months",
            label=_l("Hansı müddətə"),
            kind=Kind.CHOICE,
            basis=MARK_RULES,
            choices=tuple(Choice(code, label) for code, label in PERIODS.items()),
        ),
        Field(
            code="territory",
            label=_l("Fəaliyyət ərazisi"),
            kind=Kind.CHOICE,
            basis=MARK_RULES,
            hint=_l("Tarif ərazi əmsalına vurulur."),
            choices=all_territories,
        ),
    ),
)
SPECIAL: Final = Section(
    code="mark",
    title=_l("Xüsusi nişan"),
    fields=(
        MARK_VEHICLE,
        Field(
            code="purpose",
            label=_l("Nəqliyyat vasitəsi nəyə xidmət edir"),
            kind=Kind.CHOICE,
            basis=MARK_RULES,
            choices=(
                Choice("staff", _l("Öz işçilərinin daşınmasına")),
                Choice("goods", _l("Öz yükünün daşınmasına")),
                Choice("pay", _l("Ödənişli daşımaya"), closed=_l("Ödənişli daşıma üçün fərqlənmə nişanı alınır.")),
            ),
        ),
    ),
)
VEHICLE: Final = Section(
    code="vehicle",
    title=_l("Nəqliyyat vasitəsi və yük"),
    fields=(
        Field(code="plate", label=_l("Avtomobil"), kind=Kind.CHOICE, basis=OVERSIZE_RULES, choices=fleet_for("goods")),
        Field(
            code="kind",
            label=_l("Tərkibi"),
            kind=Kind.CHOICE,
            basis=OVERSIZE_RULES,
            choices=(
                Choice("single", _l("Tək avtomobil")),
                Choice("combination", _l("Avtoqatar, qoşqulu və ya yarımqoşqulu")),
            ),
        ),
        Field(
            code="air", label=_l("Aparıcı ox pnevmatik asqılıdır"), kind=Kind.YES, basis=OVERSIZE_RULES, required=False
        ),
        Field(code="cargo", label=_l("Yükün adı"), basis=OVERSIZE_RULES, most=120),
    ),
)
SIZES: Final = Section(
    code="sizes",
    title=_l("Yüklü halda ölçülər və kütlə"),
    fields=(
        Field(
            code="length", label=_l("Uzunluq"), kind=Kind.DECIMAL, unit=_l("m"), basis=OVERSIZE_RULES, least=1, most=80
        ),
        Field(code="width", label=_l("En"), kind=Kind.DECIMAL, unit=_l("m"), basis=OVERSIZE_RULES, least=1, most=12),
        Field(
            code="height",
            label=_l("Hündürlük"),
            kind=Kind.DECIMAL,
            unit=_l("m"),
            basis=OVERSIZE_RULES,
            least=1,
            most=10,
        ),
        Field(
            code="gross",
            label=_l("Tam kütlə"),
            kind=Kind.DECIMAL,
            unit=_l("t"),
            basis=OVERSIZE_RULES,
            least=1,
            most=400,
        ),
    ),
)
AXLES: Final = Section(
    code="axles",
    title=_l("Oxlar"),
    rows=Rows(add=_l("Ox əlavə et"), one=_l("Ox"), least=2, most=20),
    fields=(
        Field(
            code="load",
            label=_l("Oxa düşən yük"),
            kind=Kind.DECIMAL,
            unit=_l("t"),
            basis=OVERSIZE_RULES,
            least=1,
            most=60,
        ),
    ),
)
ROUTE: Final = Section(
    code="route",
    title=_l("Marşrut"),
    rows=Rows(add=_l("Məntəqə əlavə et"), one=_l("Məntəqə"), least=2, most=40),
    title_of=lambda row: str(row.get("place", "")),
    fields=(
        Field(code="place", label=_l("Məntəqə"), basis=OVERSIZE_RULES, most=120),
        Field(code="road", label=_l("Bura hansı yolla gəlinir"), basis=OVERSIZE_RULES, required=False, most=120),
    ),
)
DAYS: Final = Section(
    code="days",
    title=_l("Gedişin günləri"),
    fields=(
        Field(code="since", label=_l("İlk gün"), kind=Kind.DAY, basis=OVERSIZE_RULES),
        Field(code="until", label=_l("Son gün"), kind=Kind.DAY, basis=OVERSIZE_RULES),
    ),
)
TRIP: Final = (VEHICLE, SIZES, AXLES, ROUTE, DAYS)
