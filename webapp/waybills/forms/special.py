"""Forms of what few goods need: the ADR set of dangerous goods, the conditions of carriage."""

from collections.abc import Mapping
from dataclasses import replace
from decimal import Decimal
from typing import Any, Final

from wtforms import BooleanField, FieldList, FormField, SelectField, StringField
from wtforms.fields import SelectChoice  # type: ignore[attr-defined] # newer than the published types
from wtforms.validators import Optional

from webapp.core.text import Text, _l
from webapp.ui.fields import VersionField
from webapp.ui.forms import Form
from webapp.waybills.content import MAX_GOODS, DangerousGoods, Temperature, WaybillContent
from webapp.waybills.forms.fields import CountField, LinesField, WeightField, at_most, few_lines
from webapp.waybills.reference import adr

TEXTS: Final = ("un_number", "proper_name", "hazard_class", "packing_group", "tunnel_code")


class DegreeField(WeightField):
    """Degrees Celsius, below nought too."""

    wrong: Text = _l("Temperaturu yazın, məsələn -18 və ya 4.")

    @classmethod
    def read(cls, sent: Any) -> Decimal | None:
        """Return the number that was sent. Raises ValueError with what is wrong."""
        typed = "".join(str(sent[0]).split()).replace("−", "-") if sent else ""
        below = typed.startswith("-")
        found = super().read([typed.removeprefix("-").removeprefix("+")])
        return -found if found is not None and below else found


class DangerousForm(Form):
    """One line of goods as ADR wants it described; the outer form carries the token."""

    class Meta(Form.Meta):
        """No token of its own."""

        csrf = False

    un_number = StringField(_l("BMT nömrəsi"), [at_most(7)])
    proper_name = StringField(_l("Daşınma adı"), [at_most(200)])
    hazard_class = StringField(_l("Təhlükə sinfi"), [at_most(5)])
    packing_group = SelectField(
        _l("Qablaşdırma qrupu"),
        choices=[SelectChoice("", _l("Yoxdur")), *(SelectChoice(one, one) for one in adr.GROUPS)],
    )
    tunnel_code = StringField(_l("Tunel kodu"), [at_most(6)])
    amount = WeightField(_l("Miqdar"), [Optional()])
    unit = SelectField(_l("Ölçü"), choices=[SelectChoice("kg", _l("kq")), SelectChoice("l", _l("litr"))])
    limited = BooleanField(_l("Məhdud miqdarda qablaşdırılıb (ADR 3.4)"))

    def goods(self) -> DangerousGoods | None:
        """Return what was typed, with what ADR itself says of the number in the places left empty; None for nothing."""
        typed: dict[str, Any] = {name: getattr(self, name).data or "" for name in TEXTS}
        typed["un_number"] = typed["un_number"].upper().removeprefix("UN").strip()
        known = adr.known_of(typed["un_number"])
        if known is not None:
            typed = {name: value or getattr(known, name) for name, value in typed.items()}
        made = DangerousGoods(
            **typed, amount=self.amount.data, unit=self.unit.data or "kg", limited=bool(self.limited.data)
        )
        return None if made == DangerousGoods(unit=made.unit) else made


class DangerousGoodsForm(Form):
    """Every line of goods."""

    version = VersionField()
    adr = FieldList(FormField(DangerousForm), max_entries=MAX_GOODS)
    vehicle_approval = StringField(_l("Vasitənin ADR təsdiqi: şəhadətnamənin nömrəsi"), [at_most(60)])

    def applied(self, content: WaybillContent) -> WaybillContent:
        """Return the content with what was typed; lines that came since keep what they have."""
        typed = [row.form.goods() for row in self.adr] + [row.adr for row in content.goods[len(self.adr) :]]
        goods = tuple(replace(row, adr=one) for row, one in zip(content.goods, typed, strict=False))
        return replace(content, goods=goods, vehicle_approval=self.vehicle_approval.data or "")


class ConditionsForm(Form):
    """In which range of temperature, in which containers, how far."""

    version = VersionField()
    minimum = DegreeField(_l("Ən aşağı temperatur, °C"))
    maximum = DegreeField(_l("Ən yuxarı temperatur, °C"))
    recorder = StringField(_l("Temperaturu qeyd edən cihazın nömrəsi"), [at_most(60)])
    refrigerated = BooleanField(_l("Kuzov soyuducu və ya izotermikdir"))
    containers = LinesField(_l("Konteynerlərin nömrələri"), [at_most(400), few_lines])
    distance_km = CountField(_l("Yolun uzunluğu, km"), [Optional()])

    def applied(self, content: WaybillContent) -> WaybillContent:
        """Return the content with what was typed."""
        kept = Temperature(minimum=self.minimum.data, maximum=self.maximum.data, recorder=self.recorder.data or "")
        numbers = tuple("".join(one.upper().replace("-", "").split()) for one in self.containers.lines)
        return replace(
            content,
            temperature=kept,
            refrigerated=bool(self.refrigerated.data),
            containers=numbers,
            distance_km=self.distance_km.data,
        )


FORMS: Final[Mapping[str, type[DangerousGoodsForm | ConditionsForm]]] = {
    "dangerous": DangerousGoodsForm,
    "conditions": ConditionsForm,
}


def shown_first(how: str, content: WaybillContent) -> dict[str, Any]:
    """Return what a form shows at first."""
    if how == "dangerous":
        blank = DangerousGoods()
        rows = [row.adr or blank for row in content.goods]
        names = (*TEXTS, "amount", "unit", "limited")
        lines = [{name: getattr(one, name) for name in names} for one in rows]
        return {"adr": lines, "vehicle_approval": content.vehicle_approval}
    range_ = content.temperature
    return {
        **{name: getattr(range_, name) for name in ("minimum", "maximum", "recorder")},
        "refrigerated": content.refrigerated,
        "containers": "\n".join(content.containers),
        "distance_km": content.distance_km,
    }
