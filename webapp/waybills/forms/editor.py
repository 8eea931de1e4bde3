"""The editor's form: every part of a waybill on one page, lines of goods as often as needed."""

from typing import Any, Final

from wtforms import BooleanField, FieldList, FormField, HiddenField, SelectField, StringField, TextAreaField
from wtforms.fields import SelectChoice  # type: ignore[attr-defined] # newer than the published types

from webapp.carriers.api import Driver, Vehicle
from webapp.core.clock import today
from webapp.core.text import _, _l
from webapp.ui.fields import VersionField
from webapp.ui.forms import Form, clean_line
from webapp.waybills.content import MAX_DROPS, MAX_GOODS
from webapp.waybills.forms.fields import (
    CountField,
    LinesField,
    MomentField,
    WeightField,
    at_most,
    few_lines,
    plate_or_typed,
    voen_or_typed,
)
from webapp.waybills.packages import PACKAGES
from webapp.waybills.typed import hs_digits

NAME: Final = at_most(200)
LONG: Final = at_most(1000)
# What was chosen may have left the fleet since, so it is taken as a text like any other, and the check names it.
CHOSEN: Final[dict[str, Any]] = {"validators": [at_most(40)], "filters": [clean_line], "validate_choice": False}


class GoodsForm(Form):
    """One line of goods; the outer form carries the token."""

    class Meta(Form.Meta):
        """No token of its own."""

        csrf = False

    nature = StringField(_l("Yükün adı"), [at_most(200)])
    hs_code = StringField(_l("XİF MN kodu"), [at_most(14)], filters=[hs_digits])
    package_type = SelectField(_l("Qablaşdırma"), validate_choice=False)
    packages = CountField(_l("Yer sayı"))
    marks = StringField(_l("Markalanma"), [at_most(100)])
    gross_kg = WeightField(_l("Brutto, kq"))
    net_kg = WeightField(_l("Netto, kq"))
    volume_m3 = WeightField(_l("Həcm, m³"))
    drop = SelectField(_l("Hansı yükalana"), validate_choice=False)
    adr = HiddenField()  # what is typed on a page of its own travels with its line

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.package_type.choices = [("", _("Seçin")), *PACKAGES.items()]
        self.drop.choices = [("0", _("Yükalan 1"))]


class DropForm(Form):
    """A further consignee: who, where, when; the outer form carries the token."""

    class Meta(Form.Meta):
        """No token of its own."""

        csrf = False

    number = StringField(_l("Yükalanın VÖEN-i"), [at_most(20)], filters=[voen_or_typed])
    name = StringField(_l("Boşaltma yeri"), [NAME])
    address = StringField(_l("Boşaltma ünvanı"), [NAME])
    at = MomentField(_l("Çatdırılma vaxtı"))


class EditorForm(Form):
    """What both sides may type. Plates are typed when the vehicles are not one's own."""

    version = VersionField()
    consignor_number = StringField(_l("Yükgöndərənin VÖEN-i"), [at_most(20)], filters=[voen_or_typed])
    carrier_number = StringField(_l("Daşıyıcının VÖEN-i"), [at_most(20)], filters=[voen_or_typed])
    consignee_number = StringField(_l("Yükalanın VÖEN-i"), [at_most(20)], filters=[voen_or_typed])
    internal = BooleanField(_l("Daxili yerdəyişmədir: yük öz anbarlarımız arasında daşınır"))
    goods = FieldList(FormField(GoodsForm), max_entries=MAX_GOODS)
    total_gross_kg = WeightField(_l("Ümumi çəki, kq"))
    loading_name = StringField(_l("Yükləmə yeri"), [NAME])
    loading_address = StringField(_l("Yükləmə ünvanı"), [NAME])
    loading_at = MomentField(_l("Yükləmə vaxtı"))
    unloading_name = StringField(_l("Boşaltma yeri"), [NAME])
    unloading_address = StringField(_l("Boşaltma ünvanı"), [NAME])
    unloading_at = MomentField(_l("Çatdırılma vaxtı"))
    drops = FieldList(FormField(DropForm), max_entries=MAX_DROPS)
    vehicle: Any = StringField(_l("Nəqliyyat vasitəsi"), [at_most(20)], filters=[plate_or_typed])
    trailer1: Any = StringField(_l("Qoşqu"), [at_most(20)], filters=[plate_or_typed])
    trailer2: Any = StringField(_l("İkinci qoşqu"), [at_most(20)], filters=[plate_or_typed])
    documents = LinesField(_l("Yüklə verilən sənədlər"), [LONG, few_lines])
    seals = LinesField(_l("Plomblar"), [LONG, few_lines])
    instructions = TextAreaField(_l("Daşıyıcıya göstərişlər"), [LONG])
    remarks = TextAreaField(_l("Qeydlər"), [LONG])

    def name_stops(self) -> None:
        """Offer every stop to every line of goods."""
        choices = [(str(place), _("Yükalan %(n)s", n=place + 1)) for place in range(len(self.drops) + 1)]
        for row in self.goods:
            row.form.drop.choices = choices


class CarrierEditorForm(EditorForm):
    """The carrier chooses vehicle, trailers and driver out of its own fleet."""

    vehicle = SelectField(_l("Nəqliyyat vasitəsi"), **CHOSEN)
    trailer1 = SelectField(_l("Qoşqu"), **CHOSEN)
    trailer2 = SelectField(_l("İkinci qoşqu"), **CHOSEN)
    driver = SelectField(_l("Sürücü"), **CHOSEN)

    def offer(self, vehicles: list[Vehicle], drivers: list[Driver]) -> None:
        """Fill the choices with the fleet; what has no inspection in force stands there and cannot be chosen anew."""
        nothing = SelectChoice("", _("Seçin"))
        trailers = [one for one in vehicles if one.is_trailer]
        self.vehicle.choices = [nothing, *(_choice(one, self.vehicle) for one in vehicles if not one.is_trailer)]
        for field in (self.trailer1, self.trailer2):
            field.choices = [SelectChoice("", _("Yoxdur")), *(_choice(one, field) for one in trailers)]
        self.driver.choices = [
            nothing,
            *(SelectChoice(one.public_id, f"{one.name} · {', '.join(one.licence_categories)}") for one in drivers),
        ]


def _choice(vehicle: Vehicle, field: SelectField) -> SelectChoice:
    """Return a vehicle as a choice (charter 003, 5.2.10: who has no valid inspection is not sent out)."""
    label = f"{vehicle.plate} · {vehicle.description}"
    if vehicle.inspection_valid_to is None or vehicle.inspection_valid_to >= today():
        return SelectChoice(vehicle.plate, label)
    chosen_before = field.data == vehicle.plate
    label = _("%(vehicle)s · texniki baxışın müddəti bitib", vehicle=label)
    return SelectChoice(vehicle.plate, label, {} if chosen_before else {"disabled": True})
