"""The pages on which a sheet is drawn up, its readings are written and corrected."""

from collections.abc import Sequence
from decimal import Decimal
from typing import Any, Final

from wtforms import (
    BooleanField,
    DecimalField,
    IntegerField,
    SelectField,
    SelectMultipleField,
    StringField,
    TextAreaField,
)
from wtforms.fields import SelectChoice  # type: ignore[attr-defined] # newer than the published types
from wtforms.validators import DataRequired, Length, NumberRange, Optional

from webapp.carriers.api import Driver as FleetDriver
from webapp.carriers.api import Vehicle
from webapp.core.text import Text, _, _l
from webapp.trip_sheets.content import Back, Content, Driver, Mark
from webapp.trip_sheets.wording import FUELS
from webapp.ui.fields import DayField, MomentField, VersionField
from webapp.ui.forms import Form
from webapp.waybills.api import CarriedWaybill

MOST_KM: Final = 9_999_999
MOST_DRIVERS: Final = 3


class WholeField(IntegerField):
    """A whole number; spaces between its digits are forgiven, and what is none is said in the language of the page."""

    def process_formdata(self, valuelist: Sequence[Any]) -> None:
        """Read it. Raises ValueError, which becomes the field's error."""
        try:
            super().process_formdata(["".join(str(one).split()) for one in valuelist])
        except ValueError:
            raise ValueError(_("Rəqəmlə yazın.")) from None


class AmountField(DecimalField):
    """An amount, typed with a comma or a point and shown with a comma."""

    data: Decimal | None

    def process_formdata(self, valuelist: Sequence[Any]) -> None:
        """Read it. Raises ValueError, which becomes the field's error."""
        try:
            super().process_formdata(["".join(str(one).split()).replace(",", ".") for one in valuelist])
        except ValueError:
            raise ValueError(_("Rəqəmlə yazın.")) from None
        if self.data is not None and not self.data.is_finite():
            self.data = None
            raise ValueError(_("Rəqəmlə yazın."))

    def _value(self) -> str:
        if self.raw_data and self.data is None:
            return str(self.raw_data[0])
        return f"{self.data.normalize():f}".replace(".", ",") if self.data is not None else ""


def _litres(label: Text) -> AmountField:
    return _amount(label, 9_999, _l("Litri 0 ilə 9999 arasında yazın."), places=2)


def _amount(label: Text, most: int, wrong: Text, *, places: int = 1) -> AmountField:
    return AmountField(label, [Optional(), NumberRange(0, most, message=wrong)], places=places)


def _odometer(label: Text) -> WholeField:
    return WholeField(label, [Optional(), NumberRange(0, MOST_KM, message=_l("Kilometri rəqəmlə yazın."))])


class SheetForm(Form):
    """What is known before departure."""

    version = VersionField()
    plate = SelectField(_l("Nəqliyyat vasitəsi"), validate_choice=True)
    trailers = SelectMultipleField(_l("Qoşqular"), validate_choice=True)
    drivers = SelectMultipleField(_l("Sürücülər"), validate_choice=True)
    own_account = BooleanField(_l("Öz ehtiyaclarımız üçün daşıma"))
    valid_from = DayField(_l("İlk gün"), [Optional()])
    valid_until = DayField(_l("Son gün"), [Optional()])
    departs_at = MomentField(_l("Planlaşdırılan yola çıxma"))
    way = StringField(_l("Yol və tapşırıq"), [Length(max=300)])
    waybills = SelectMultipleField(_l("Elektron qaimələr"), validate_choice=True)
    odometer = _odometer(_l("Odometr, km"))
    odometer_reason = StringField(_l("Odometr fərqinin səbəbi"), [Length(max=200)])
    fuel = SelectField(_l("Yanacağın növü"), choices=[SelectChoice(code, words) for code, words in FUELS.items()])
    norm = _amount(_l("Norma, l/100 km"), 200, _l("Normanı 0 ilə 200 arasında yazın."))
    fuel_left = _litres(_l("Bakda qalıq, l"))
    fuel_given = _litres(_l("Verilib, l"))
    medical_name = StringField(_l("Tibbi müayinəni kim aparıb"), [Length(max=120)])
    medical_at = MomentField(_l("Tibbi müayinənin vaxtı"))
    technical_name = StringField(_l("Texniki buraxılışı kim verib"), [Length(max=120)])
    technical_at = MomentField(_l("Texniki buraxılışın vaxtı"))
    remarks = TextAreaField(_l("Qeydlər"), [Length(max=1000)])

    @property
    def content(self) -> Content:
        """What was typed."""
        return Content(
            own_account=bool(self.own_account.data),
            plate=self.plate.data or "",
            trailers=tuple((self.trailers.data or [])[:2]),
            drivers=tuple(Driver(ref=one) for one in (self.drivers.data or [])[:MOST_DRIVERS]),
            valid_from=self.valid_from.data,
            valid_until=self.valid_until.data,
            departs_at=self.departs_at.instant,
            way=self.way.data or "",
            odometer=self.odometer.data,
            odometer_reason=self.odometer_reason.data or "",
            fuel=self.fuel.data or "diesel",
            norm=self.norm.data,
            fuel_left=self.fuel_left.data,
            fuel_given=self.fuel_given.data,
            medical=Mark(name=self.medical_name.data or "", at=self.medical_at.instant),
            technical=Mark(name=self.technical_name.data or "", at=self.technical_at.instant),
            waybills=tuple((self.waybills.data or [])[:50]),
            remarks=self.remarks.data or "",
        )


class BackForm(Form):
    """What is known after the return: the driver writes it on the phone, or the carrier."""

    version = VersionField()
    departed_at = MomentField(_l("Yola çıxma"))
    returned_at = MomentField(_l("Qayıtma"))
    odometer = _odometer(_l("Odometr, km"))
    fuel_added = _litres(_l("Yolda götürülüb, l"))
    fuel_left = _litres(_l("Bakda qalıq, l"))
    trips = WholeField(_l("Reyslər"), [Optional(), NumberRange(0, 999, message=_l("0 ilə 999 arasında rəqəm yazın."))])
    tonnes = _amount(_l("Daşınıb, t"), 99_999, _l("Tonu rəqəmlə yazın."), places=3)
    tonne_km = _amount(_l("Yük dövriyyəsi, t·km"), 9_999_999, _l("Ton-kilometri rəqəmlə yazın."))
    hours = _amount(_l("İş vaxtı, saat"), 999, _l("Saatı rəqəmlə yazın."))
    remarks = TextAreaField(_l("Qeydlər"), [Length(max=1000)])

    @property
    def back(self) -> Back:
        """What was typed."""
        return Back(
            departed_at=self.departed_at.instant,
            returned_at=self.returned_at.instant,
            odometer=self.odometer.data,
            fuel_added=self.fuel_added.data,
            fuel_left=self.fuel_left.data,
            trips=self.trips.data,
            tonnes=self.tonnes.data,
            tonne_km=self.tonne_km.data,
            hours=self.hours.data,
            remarks=self.remarks.data or "",
        )


class CorrectionForm(BackForm):
    """Other readings of a closed sheet, and why."""

    reason = TextAreaField(_l("Düzəlişin səbəbi"), [DataRequired(message=_l("Səbəbi yazın.")), Length(max=500)])


class ReasonForm(Form):
    """Why a sheet is cancelled."""

    reason = TextAreaField(_l("Səbəb"), [DataRequired(message=_l("Səbəbi yazın.")), Length(max=500)])


class StepForm(Form):
    """A step without words: only the version that the person saw."""

    version = VersionField()


def sheet_form(
    vehicles: Sequence[Vehicle],
    drivers: Sequence[FleetDriver],
    waybills: Sequence[CarriedWaybill],
    known: Content | None,
) -> SheetForm:
    """Return the form with the carrier's vehicles, drivers and waybills to choose; `known` is what it shows at first."""
    form = SheetForm(formdata=None, data=_shown(known)) if known is not None else SheetForm()
    nobody = SelectChoice("", _l("Seçin"))
    form.plate.choices = [nobody, *(_vehicle(one) for one in vehicles if not one.is_trailer)]
    form.trailers.choices = [_vehicle(one) for one in vehicles if one.is_trailer]
    form.drivers.choices = [SelectChoice(one.public_id, one.name) for one in drivers]
    form.waybills.choices = [
        SelectChoice(one.public_id, f"{one.number or '…'} · {one.way} · {one.plate}") for one in waybills
    ]
    return form


def shown_back(back: Back) -> dict[str, Any]:
    """Return what the page of readings shows at first."""
    return {name: getattr(back, name) for name in Back.__dataclass_fields__}


def _vehicle(one: Vehicle) -> SelectChoice:
    return SelectChoice(one.plate, f"{one.plate} {one.description}")


def _shown(content: Content) -> dict[str, Any]:
    shown: dict[str, Any] = {name: getattr(content, name) for name in Content.__dataclass_fields__}
    shown["drivers"] = [one.ref for one in content.drivers]
    for name in ("medical", "technical"):
        mark: Mark = shown.pop(name)
        shown |= {f"{name}_name": mark.name, f"{name}_at": mark.at}
    return shown
