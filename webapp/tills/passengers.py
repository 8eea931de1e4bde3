"""Who travels, as the cashier types it: a line for each seat, with as much as the route asks for."""

from collections.abc import Mapping, Sequence
from typing import Any, Final

from wtforms import RadioField, SelectField, StringField
from wtforms.fields import SelectChoice  # type: ignore[attr-defined] # newer than the published types
from wtforms.validators import AnyOf, DataRequired, InputRequired, Length, Optional, Regexp

from webapp.core.azerbaijani import normal_fin
from webapp.core.text import _, _l
from webapp.tickets.api import Benefit, Passenger, Terms, Ticket
from webapp.ui.fields import DayField
from webapp.ui.forms import Form

NAMES: Final = r"^\s*\S+\s+\S.*$"
DOCUMENT: Final = r"^[0-9A-Za-zƏəİıÖöÜüĞğŞşÇç \-]{5,20}$"
FARES: Final = (SelectChoice("adult", _l("Tam")), SelectChoice("child", _l("Uşaq, 10 yaşınadək")))


class PassengersForm(Form):
    """Made by `passengers_form`; `positions` are the passengers' places in the order."""

    positions: tuple[int, ...] = ()

    def passengers(self) -> list[Passenger]:
        """Return what was typed, in the order of the passengers; a benefit is claimed here, not yet confirmed."""
        return [
            Passenger(
                self._typed("name", n),
                self._typed("document", n).upper(),
                self[f"born_{n}"].data,
                self._typed("benefit", n) or None,
                self._typed("fare", n),
                normal_fin(self._typed("fin", n)) or "",
            )
            for n in self.positions
        ]

    def validate(self, extra_validators: Any = None) -> bool:
        """Ask for the personal number of whom a register is asked about."""
        valid: bool = super().validate(extra_validators)
        for n in self.positions:
            wanted = self._typed("benefit", n) or self._typed("fin", n)
            if wanted and normal_fin(self._typed("fin", n)) is None:
                self[f"fin_{n}"].errors = [_("FİN-i şəxsiyyət vəsiqəsindəki kimi yazın: 7 işarə.")]
                valid = False
        return valid

    def _typed(self, name: str, n: int) -> str:
        field = self._fields.get(f"{name}_{n}")
        return (field.data or "") if field else ""


def typed(known: Mapping[int, Passenger]) -> dict[str, Any]:
    """Return what was typed of passengers as the values of their fields."""
    wanted = ("name", "document", "born", "benefit", "fare")
    return {f"{name}_{n}": getattr(one, name) for n, one in known.items() for name in wanted}


def passengers_form(
    found: Sequence[Ticket], terms: Terms, benefits: Sequence[Benefit], **options: Any
) -> PassengersForm:
    """Return the form of an order's passengers, with what the route asks of them."""
    seats = {one.position: one.seat for one in found}
    fields: dict[str, Any] = {"positions": tuple(sorted(seats))}
    for n, seat in sorted(seats.items()):
        mine = _fields(terms, benefits, lap=seat is None)
        fields |= {f"{name}_{n}": field for name, field in mine.items()}
    made: PassengersForm = type("TillPassengersForm", (PassengersForm,), fields)(**options)
    return made


def _fields(terms: Terms, benefits: Sequence[Benefit], *, lap: bool) -> dict[str, Any]:
    found: dict[str, Any] = {}
    if not lap:
        found["fare"] = RadioField(
            _l("Tarif"),
            [Optional(), AnyOf([one.value for one in FARES])],
            choices=list(FARES),
            default="adult",
            validate_choice=False,
        )
    if terms.policy != "none":
        found["name"] = StringField(_l("Adı və soyadı"), _written(_l("Adı və soyadı yazın."), NAMES, 120))
    if terms.policy == "document":
        wrong = _l("Sənədin nömrəsini sənəddəki kimi yazın.")
        found["document"] = StringField(_l("Şəxsiyyət sənədinin nömrəsi"), _written(wrong, DOCUMENT, 20))
    must = lap or terms.entry_permit
    found["born"] = DayField(
        _l("Doğum tarixi"), [InputRequired(message=_l("Doğum tarixini yazın.")) if must else Optional()]
    )
    if terms.entry_permit:
        found["fin"] = StringField(_l("FİN"), [DataRequired(message=_l("FİN-i yazın.")), Length(max=10)])
    elif benefits and not lap:
        choices = [SelectChoice("", _l("Güzəşt yoxdur")), *(SelectChoice(one.code, _l(one.title)) for one in benefits)]
        found["benefit"] = SelectField(_l("Güzəşt, sənədi göstərilib"), [Optional()], choices=choices)
        found["fin"] = StringField(_l("FİN"), [Optional(), Length(max=10)])
    return found


def _written(wrong: Any, pattern: str, longest: int) -> list[Any]:
    length = Length(max=longest, message=wrong)
    return [DataRequired(message=wrong), length, Regexp(pattern, message=wrong)]
