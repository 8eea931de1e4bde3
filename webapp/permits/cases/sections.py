"""The forms: what is asked, by which clause. What a register holds is chosen from what it told, never typed."""

from collections.abc import Callable, Sequence
from typing import Any, Final

from webapp.carriers import api as carriers
from webapp.core.text import Text, _, _l
from webapp.permits.asked import SELF
from webapp.permits.cases.papers import COMPETENCE, CONTRACT, METER, copy_of
from webapp.permits.law_rows import territories_on
from webapp.permits.reading import reading
from webapp.permits.rules import fits
from webapp.workflow.offer import Applying, Choice, Field, Kind, Rows, Section

ARTICLE: Final = "“Avtomobil nəqliyyatı haqqında” Qanun, 14-cü maddə"
TAXI_ARTICLE: Final = "“Avtomobil nəqliyyatı haqqında” Qanun, 14-cü və 20.2-ci maddələr"
ADMISSION: Final = "Beynəlxalq sərnişin və yük daşımalarına buraxılış Qaydaları"
MARK_RULES: Final = "Vergi Məcəlləsi, XVII fəsil"
OVERSIZE_RULES: Final = "Nazirlər Kabinetinin 104/2009 nömrəli qərarı"
EUROS: Final = tuple(Choice(str(n), f"Euro {n}") for n in range(3, 7))
MOST_CARDS: Final = 200
BARCODE: Final = 12
Offered = Callable[[Applying], Sequence[Choice]]


def fleet_for(carriage: str | None) -> Offered:
    """Return the choice of the applicant's vehicles that fit a carriage, as the registers last told."""

    def offered(applying: Applying) -> Sequence[Choice]:
        with reading():
            found = carriers.vehicles_held(applying.party_id, applying.day)
        vehicles = [one.vehicle for one in found if fits(carriage, one.vehicle.category)]
        return [
            Choice(one.plate, f"{one.plate} · {one.description}", f"{one.category}, {one.year}") for one in vehicles
        ]

    return offered


def drivers_of(applying: Applying) -> Sequence[Choice]:
    """Return the choice of the applicant's drivers, and of oneself for a sole trader."""
    with reading():
        found = [
            Choice(one.public_id, one.name, ", ".join(one.licence_categories))
            for one in carriers.drivers(applying.party_id)
        ]
    return (
        [Choice(SELF, _("Özüm: %(name)s", name=applying.name)), *found]
        if applying.party_kind == "entrepreneur"
        else found
    )


def territories(applying: Applying) -> Sequence[Choice]:
    """Return the territories for which taxi cards are given."""
    with reading():
        return [Choice(one.code, one.name) for one in territories_on(applying.day) if one.taxi]


def all_territories(applying: Applying) -> Sequence[Choice]:
    """Return every territory."""
    with reading():
        return [Choice(one.code, one.name) for one in territories_on(applying.day)]


def vehicles(carriage: str) -> Section:
    """Return the section of the vehicles for which cards are asked."""
    return Section(
        code="vehicles",
        title=_l("Nəqliyyat vasitələri"),
        intro=_l(
            "Siyahı yol polisinin və notariatın reyestrlərindən alınıb. Hər seçilən vasitəyə ayrıca kart verilir."
        ),
        fields=(
            Field(
                code="plates",
                label=_l("Hansı nəqliyyat vasitələrinə kart istəyirsiniz"),
                kind=Kind.CHOICES,
                basis=ARTICLE,
                most=MOST_CARDS,
                choices=fleet_for(carriage),
            ),
        ),
    )


def _by_power(applying: Applying) -> bool:
    with reading():
        return any(one.right is carriers.Right.POWER for one in carriers.vehicles_held(applying.party_id, applying.day))


def _no_barcode(value: Any, _applying: Applying) -> Text | None:
    digits = "".join(str(value).split())
    good = digits.isascii() and digits.isdigit() and len(digits) == BARCODE
    return None if good else _l("Ştrix-kod 12 rəqəmdən ibarətdir.")


POWER: Final = Section(
    code="power",
    title=_l("Etibarnamə"),
    intro=_l("Parkınızda etibarnamə ilə istifadə etdiyiniz nəqliyyat vasitəsi var."),
    fields=(
        Field(
            code="barcode",
            label=_l("Kart istədiyiniz vasitənin etibarnaməsinin ştrix-kodu"),
            basis="Nazirlər Kabinetinin 615/2017 nömrəli qərarı, 2 nömrəli əlavə, 4.1",
            hint=_l("12 rəqəm. Etibarnamə ilə olan vasitəyə kart istəmirsinizsə, boş saxlayın."),
            required=False,
            most=20,
            held_by="Notariat",
            check=_no_barcode,
        ),
    ),
    when=_by_power,
)
DRIVERS: Final = Section(
    code="drivers",
    title=_l("Sürücülər"),
    intro=_l("Vəsiqə, əmək müqaviləsi, hazırlıq və tibbi müayinə reyestrlərdən yoxlanılacaq."),
    fields=(
        Field(
            code="drivers",
            label=_l("Nəqliyyat vasitələrini kim idarə edəcək"),
            kind=Kind.CHOICES,
            basis=ARTICLE,
            choices=drivers_of,
        ),
    ),
)
TERRITORY: Final = Section(
    code="carriage",
    title=_l("Ərazi"),
    fields=(
        Field(
            code="territory",
            label=_l("Taksi hansı ərazidə işləyəcək"),
            kind=Kind.CHOICE,
            basis=TAXI_ARTICLE,
            hint=_l("Kart yalnız üzərində yazılmış ərazidə etibarlıdır."),
            choices=territories,
        ),
    ),
)
CARS: Final = Section(
    code="cars",
    title=_l("Taksi avtomobilləri"),
    intro=_l(
        "Avtomobilin yaşı və rəngi reyestrdən bilinir. Ekoloji sinfi heç bir reyestr saxlamır, ona görə göstərilir."
    ),
    rows=Rows(add=_l("Avtomobil əlavə et"), one=_l("Avtomobil"), most=MOST_CARDS),
    title_of=lambda row: str(row.get("plate", "")),
    fields=(
        Field(
            code="plate",
            label=_l("Avtomobil"),
            kind=Kind.CHOICE,
            basis=ARTICLE,
            choices=fleet_for("taxi"),
        ),
        Field(
            code="euro",
            label=_l("Ekoloji sinif"),
            kind=Kind.CHOICE,
            basis="Taksi minik avtomobillərinə tələblər (2024-cü il 1 iyuldan)",
            choices=EUROS,
        ),
        Field(
            code="meter",
            label=_l("Taksometr"),
            kind=Kind.CHOICE,
            basis=ARTICLE,
            choices=(
                Choice("software", _l("Sifariş operatorunun proqramı")),
                Choice("device", _l("Fiskal yaddaşlı cihaz")),
            ),
        ),
        *copy_of("meter_document", METER.title, METER, ARTICLE, when=lambda row: row.get("meter") == "device"),
    ),
)


def _point(code: str, label: Text) -> tuple[Field, ...]:
    held = (Choice("own", _l("Özümüzdə keçirilir")), Choice("contract", _l("Müqavilə üzrə başqa məntəqədə")))
    return (
        Field(code=code, label=label, kind=Kind.CHOICE, basis=ARTICLE, choices=held),
        *copy_of(f"{code}_contract", CONTRACT.title, CONTRACT, ARTICLE, when=lambda said: said.get(code) == "contract"),
    )


POINTS: Final = Section(
    code="points",
    title=_l("Reysdən əvvəl yoxlama"),
    fields=(
        *_point("technical", _l("Reysdən əvvəl texniki baxış")),
        *_point("medical", _l("Reysdən əvvəl tibbi müayinə")),
    ),
)
OPERATOR: Final = Section(
    code="operator",
    title=_l("Operatorun meyarları"),
    intro=_l("İşgüzar nüfuz reyestrlərdən yoxlanılır. Aşağıdakıları reyestrlər saxlamır."),
    fields=(
        *copy_of("responsible", _l("Daşımalara cavabdeh şəxsin peşə səriştəsi sənədi"), COMPETENCE, ADMISSION),
        Field(code="finance", label=_l("Maliyyə vəziyyətini təsdiq edən sənəd"), kind=Kind.COPY, basis=ADMISSION),
    ),
)
ORDERS: Final = Section(
    code="orders",
    title=_l("Sifariş sistemi"),
    fields=(
        Field(
            code="system",
            label=_l("Fərdi məlumatlar informasiya sisteminin dövlət qeydiyyatı nömrəsi"),
            basis=ARTICLE,
            most=40,
        ),
        Field(
            code="stream",
            label=_l("Sifarişlər və sürücülərin iş vaxtı “E-taksi” altsisteminə real vaxtda, adsız ötürüləcək"),
            kind=Kind.YES,
            basis=ARTICLE,
        ),
    ),
)
