"""The page on which a form is drawn up, and the small ones after its signature."""

from collections.abc import Sequence
from datetime import UTC, datetime
from decimal import Decimal
from typing import Any, Final

from flask_wtf.file import FileField
from wtforms import (
    BooleanField,
    DateTimeField,
    DecimalField,
    Field,
    IntegerField,
    SelectField,
    SelectMultipleField,
    StringField,
    TextAreaField,
    ValidationError,
)
from wtforms.fields import SelectChoice  # type: ignore[attr-defined] # newer than the published types
from wtforms.validators import DataRequired, Length, NumberRange, Optional

from webapp.carriers.api import Driver as FleetDriver
from webapp.carriers.api import Vehicle
from webapp.core.azerbaijani import normal_voen
from webapp.core.clock import BAKU, local, today
from webapp.core.tables import NotATable, read_table
from webapp.core.text import Text, _, _l, filled
from webapp.journeys.checks import BUSES
from webapp.journeys.content import Bus, Content, Driver, Leg, Organiser, Passenger
from webapp.journeys.passengers import NotAPassenger, read_passengers, rows_as_typed, write_passengers
from webapp.journeys.rules import MOST_LEGS, MOST_PASSENGERS
from webapp.journeys.texts import LINES, TABLES
from webapp.journeys.wording import ENTRIES, MODELS, PURPOSES, SERVICES
from webapp.ui.fields import DayField, VersionField
from webapp.ui.forms import Form as Base

MOST_BYTES: Final = 2 * 1024 * 1024
MOMENTS: Final = ["%d.%m.%Y %H:%M", "%Y-%m-%dT%H:%M", "%Y-%m-%d %H:%M"]


class MomentField(DateTimeField):
    """An instant typed as people of Baku write it; kept in UTC."""

    data: Any

    def __init__(self, label: Text, validators: Sequence[Any] = (), **more: Any) -> None:
        super().__init__(label, [*validators, Optional()], format=MOMENTS, **more)

    def process_data(self, value: Any) -> None:
        """Show local time."""
        self.data = local(value).replace(tzinfo=None) if isinstance(value, datetime) else value

    def process_formdata(self, valuelist: Sequence[Any]) -> None:
        """Read it, or say how it is written."""
        try:
            super().process_formdata(list(valuelist))
        except ValueError:
            raise ValueError(_("Vaxtı belə yazın: 22.11.2026 14:05.")) from None

    @property
    def instant(self) -> datetime | None:
        """The instant in UTC."""
        return self.data.replace(tzinfo=BAKU).astimezone(UTC) if self.data else None


class JourneyForm(Base):
    """Made by `journey_form`: so many legs as are asked for."""

    version = VersionField()
    model = SelectField(_l("Səfər"), validate_choice=True)
    purpose = SelectField(_l("Məqsəd"), validate_choice=True)
    carrier_phone = StringField(_l("Daşıyıcının telefonu"), [Length(max=40)])
    organiser_name = StringField(_l("Sifarişçinin adı"), [Length(max=160)])
    organiser_number = StringField(_l("Sifarişçinin VÖEN-i"), [Length(max=12)])
    organiser_phone = StringField(_l("Sifarişçinin telefonu"), [Length(max=40)])
    contract = StringField(_l("Müqavilənin nömrəsi"), [Length(max=60)])
    contract_on = DayField(_l("Müqavilənin tarixi"), [Optional()])
    plate = SelectField(_l("Avtobus"), validate_choice=True)
    drivers = SelectMultipleField(_l("Sürücülər"), validate_choice=True)
    guides = IntegerField(
        _l("Bələdçi və müşayiət edənlər"),
        [Optional(), NumberRange(0, 9, message=_l("0 ilə 9 arasında rəqəm yazın."))],
    )
    passengers = TextAreaField(_l("Sərnişinlər"), [Length(max=20_000)])
    table = FileField(_l("Siyahını fayldan götür"))
    service = SelectField(_l("Daşımanın növü"), validate_choice=True)
    countries = StringField(_l("Hansı ölkələrdən keçir"), [Length(max=200)])
    borders = StringField(_l("Sərhəd buraxılış məntəqələri"), [Length(max=200)])
    remarks = TextAreaField(_l("Qeydlər"), [Length(max=1000)])

    def validate_with_table(self) -> bool:
        """Put the list of a file that was sent in place of what was typed, then judge everything."""
        fault = self._take_table() if self.table.data else ""
        whole: bool = self.validate()
        if fault:
            self.table.errors = [str(TABLES[fault])]
        return whole and not fault

    def _take_table(self) -> str:
        try:
            self.passengers.data = rows_as_typed(read_table(self.table.data.read(MOST_BYTES), MOST_PASSENGERS))
        except NotATable as refused:
            return refused.code
        return ""

    def validate_passengers(self, field: Field) -> None:
        """Say which line cannot be read."""
        try:
            read_passengers(field.data or "", today().year)
        except NotAPassenger as wrong:
            raise ValidationError(filled(LINES[wrong.code], {"line": wrong.line})) from None

    @property
    def people(self) -> list[Passenger]:
        """The passengers that were typed."""
        return read_passengers(self.passengers.data or "", today().year)

    def content(self, legs: int) -> Content:
        """Return what was typed; legs without any word are left out."""
        number = self.organiser_number.data or ""
        organiser = Organiser(
            number=normal_voen(number) or number,
            name=self.organiser_name.data or "",
            phone=self.organiser_phone.data or "",
            contract=self.contract.data or "",
            contract_on=self.contract_on.data,
        )
        typed = [self._leg(place) for place in range(legs)]
        return Content(
            model=self.model.data,
            purpose=self.purpose.data or "",
            carrier_phone=self.carrier_phone.data or "",
            organiser=organiser,
            bus=Bus(plate=self.plate.data or ""),
            drivers=tuple(Driver(ref=one) for one in (self.drivers.data or [])[:3]),
            guides=self.guides.data or 0,
            legs=tuple(one for one in typed if one != Leg()),
            **self._abroad(),
            remarks=self.remarks.data or "",
        )

    def _abroad(self) -> dict[str, str]:
        """Return what only an international journey says."""
        if self.model.data != "international":
            return {}
        return {name: self[name].data or "" for name in ("service", "countries", "borders")}

    def _leg(self, place: int) -> Leg:
        km = self[f"km_{place}"].data
        return Leg(
            origin=self[f"origin_{place}"].data or "",
            target=self[f"target_{place}"].data or "",
            departs_at=self[f"departs_{place}"].instant,
            arrives_at=self[f"arrives_{place}"].instant,
            km=Decimal(km) if km is not None else None,
            empty=self[f"empty_{place}"].data,
        )


class EntryForm(Base):
    """What nobody foresaw."""

    kind = SelectField(_l("Nə dəyişdi"), choices=[SelectChoice(code, words) for code, words in ENTRIES.items()])
    words = TextAreaField(_l("Nə oldu və niyə"), [DataRequired(message=_l("Nə olduğunu yazın.")), Length(max=1000)])
    place = StringField(_l("Harada"), [Length(max=160)])
    happened_at = MomentField(_l("Nə vaxt"), [DataRequired(message=_l("Vaxtı yazın."))])


class ReasonForm(Base):
    """Why a journey is cancelled."""

    reason = TextAreaField(_l("Səbəb"), [DataRequired(message=_l("Səbəbi yazın.")), Length(max=500)])


class StepForm(Base):
    """A step without words: only the version that the person saw."""

    version = VersionField()


def journey_form(
    legs: int,
    vehicles: Sequence[Vehicle],
    drivers: Sequence[FleetDriver],
    known: tuple[Content, Sequence[Passenger]] | None,
) -> JourneyForm:
    """Return the form for `legs` legs with the carrier's buses and drivers to choose; `known` is what it shows at first."""
    fields: dict[str, Any] = {}
    for place in range(min(legs, MOST_LEGS)):
        fields[f"origin_{place}"] = StringField(_l("Haradan"), [Length(max=160)])
        fields[f"target_{place}"] = StringField(_l("Haraya"), [Length(max=160)])
        fields[f"departs_{place}"] = MomentField(_l("Yola düşmə"))
        fields[f"arrives_{place}"] = MomentField(_l("Çatma"))
        fields[f"km_{place}"] = DecimalField(
            _l("Məsafə, km"), [Optional(), NumberRange(0, 20_000, message=_l("Məsafəni kilometrlə yazın."))], places=1
        )
        fields[f"empty_{place}"] = BooleanField(_l("Sərnişinsiz (boş yürüş)"))
    made = type("JourneyFormOfLegs", (JourneyForm,), fields)
    form: JourneyForm = made(data=_shown(*known)) if known is not None else made()
    buses = [one for one in vehicles if one.category in BUSES]
    nobody = SelectChoice("", _l("Seçin"))
    form.model.choices = [SelectChoice(code, words) for code, words in MODELS.items()]
    form.purpose.choices = [nobody, *(SelectChoice(code, words) for code, words in PURPOSES.items())]
    form.service.choices = [nobody, *(SelectChoice(code, words) for code, words in SERVICES.items())]
    form.plate.choices = [nobody, *(SelectChoice(one.plate, f"{one.plate} {one.description}") for one in buses)]
    form.drivers.choices = [SelectChoice(one.public_id, one.name) for one in drivers]
    return form


def _shown(content: Content, passengers: Sequence[Passenger]) -> dict[str, Any]:
    shown: dict[str, Any] = {
        "model": content.model,
        "purpose": content.purpose,
        "carrier_phone": content.carrier_phone,
        "organiser_name": content.organiser.name,
        "organiser_number": content.organiser.number,
        "organiser_phone": content.organiser.phone,
        "contract": content.organiser.contract,
        "contract_on": content.organiser.contract_on,
        "plate": content.bus.plate,
        "drivers": [one.ref for one in content.drivers],
        "guides": content.guides or None,
        "passengers": write_passengers(passengers),
        "remarks": content.remarks,
        "service": content.service,
        "countries": content.countries,
        "borders": content.borders,
    }
    for place, leg in enumerate(content.legs):
        shown |= {f"origin_{place}": leg.origin, f"target_{place}": leg.target, f"empty_{place}": leg.empty}
        shown |= {f"departs_{place}": leg.departs_at, f"arrives_{place}": leg.arrives_at, f"km_{place}": leg.km}
    return shown
