"""The passengers of an order: which fields there are follows from its seats and from what the route asks."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import Any, Final, NamedTuple

from wtforms import RadioField, SelectField, StringField
from wtforms.fields import SelectChoice  # type: ignore[attr-defined] # newer than the published types
from wtforms.validators import AnyOf, DataRequired, InputRequired, Length, Optional, Regexp

from webapp.core.azerbaijani import normal_fin
from webapp.core.text import _, _l
from webapp.tickets.forms import ContactFields
from webapp.tickets.models import Ticket
from webapp.tickets.services.pricing import Passenger
from webapp.tickets.terms import Benefit, Terms
from webapp.ui.fields import DayField
from webapp.ui.forms import Form

NAMES: Final = r"^\s*\S+\s+\S.*$"
DOCUMENT: Final = r"^[0-9A-Za-zƏəİıÖöÜüĞğŞşÇç \-]{5,20}$"
ADULT: Final = "adult"
MOST_KEPT: Final = 256
FARES: Final = (SelectChoice(ADULT, _l("Tam")), SelectChoice("child", _l("Uşaq, 10 yaşınadək")))


@dataclass(frozen=True, slots=True)
class Asked:
    """What the form asks: by the route's terms, of whom, with which benefits; `me` fills in the first passenger."""

    terms: Terms
    guest: bool = False
    benefits: Collection[Benefit] = ()
    me: tuple[str, date | None] | None = None


class Shape(NamedTuple):
    """What the fields follow from; `laps` says of each passenger by number whether it is a child without a seat."""

    laps: tuple[tuple[int, bool], ...]
    terms: Terms
    benefits: tuple[Benefit, ...]
    guest: bool


class PassengersForm(Form):
    """Made by `passengers_form`."""

    def passengers(self) -> list[Passenger]:
        """Return what was typed, in the order of the passengers; a benefit is claimed here, not yet confirmed."""
        return [
            Passenger(
                self._typed("name", n),
                self._typed("document", n).upper(),
                self[f"born_{n}"].data,
                self._typed("benefit", n) or None,
                self._typed("fare", n),
                "" if f"benefit_{n}" in self._fields else normal_fin(self._typed("fin", n)) or "",
            )
            for n in self.positions
        ]

    def fins(self) -> dict[int, str]:
        """Return the personal numbers that were typed, by passenger."""
        return {n: fin for n in self.positions if (fin := normal_fin(self._typed("fin", n)))}

    @property
    def positions(self) -> list[int]:
        """The passengers."""
        return [int(name.removeprefix("born_")) for name in self._fields if name.startswith("born_")]

    def validate(self, extra_validators: Any = None) -> bool:
        """Ask for the personal number of whom a register is asked about."""
        valid: bool = super().validate(extra_validators)
        for n in self.positions:
            if (self._typed("benefit", n) or self._typed("fin", n)) and normal_fin(self._typed("fin", n)) is None:
                self[f"fin_{n}"].errors = [_("FİN-i şəxsiyyət vəsiqəsindəki kimi yazın: 7 işarə.")]
                valid = False
        return valid

    def _typed(self, name: str, n: int) -> str:
        field = self._fields.get(f"{name}_{n}")
        return (field.data or "") if field else ""


class GuestPassengersForm(PassengersForm, ContactFields):
    """The same with the address of whom we do not know."""


def passengers_form(tickets: Sequence[Ticket], asked: Asked) -> PassengersForm:
    """Return the form of an order's passengers, with what is known of them."""
    return form_class(shape_of(tickets, asked))(data=known(tickets, asked))


def shape_of(tickets: Sequence[Ticket], asked: Asked) -> Shape:
    """Return on what it depends which fields there are."""
    laps = sorted({one.position: one.seat is None for one in tickets}.items())
    return Shape(tuple(laps), asked.terms, tuple(asked.benefits), asked.guest)


@lru_cache(maxsize=MOST_KEPT)
def form_class(shape: Shape) -> type[PassengersForm]:
    """Return the form for such passengers: the same class each time."""
    fields: dict[str, Any] = {}
    for n, lap in shape.laps:
        fields |= {f"{name}_{n}": field for name, field in _fields(shape.terms, shape.benefits, lap=lap).items()}
    return type("OrderPassengersForm", (GuestPassengersForm if shape.guest else PassengersForm,), fields)


def _fields(terms: Terms, benefits: Collection[Benefit], *, lap: bool) -> dict[str, Any]:
    found: dict[str, Any] = {}
    if terms.policy != "none":
        found["name"] = StringField(_l("Adı və soyadı"), _written(_l("Adı və soyadı yazın."), NAMES, 120))
    if terms.policy == "document":
        wrong = _l("Sənədin nömrəsini sənəddəki kimi yazın.")
        found["document"] = StringField(_l("Şəxsiyyət sənədinin nömrəsi"), _written(wrong, DOCUMENT, 20))
    if not lap:
        found["fare"] = RadioField(
            _l("Tarif"), [Optional(), AnyOf([one.value for one in FARES])], choices=list(FARES), validate_choice=False
        )
    must = lap or terms.entry_permit
    found["born"] = DayField(
        _l("Doğum tarixi"), [InputRequired(message=_l("Doğum tarixini yazın.")) if must else Optional()]
    )
    if terms.entry_permit:
        found["fin"] = StringField(_l("FİN"), [DataRequired(message=_l("FİN-i yazın.")), Length(max=10)])
    elif benefits and not lap:
        choices = [SelectChoice("", _l("Güzəşt yoxdur")), *(SelectChoice(b.code, _l(b.title)) for b in benefits)]
        found["benefit"] = SelectField(_l("Güzəşt"), [Optional()], choices=choices)
        found["fin"] = StringField(_l("FİN"), [Optional(), Length(max=10)])
    return found


def _written(wrong: Any, pattern: str, longest: int) -> list[Any]:
    length = Length(max=longest, message=wrong)
    return [DataRequired(message=wrong), length, Regexp(pattern, message=wrong)]


def known(tickets: Sequence[Ticket], asked: Asked) -> dict[str, Any]:
    """Return what was written of the passengers before; of nobody yet, the first is the buyer."""
    found: dict[str, Any] = {}
    for one in tickets:
        n = one.position
        found[f"fare_{n}"] = "child" if one.rider == "child" else ADULT
        found |= {f"name_{n}": one.name, f"document_{n}": one.document, f"benefit_{n}": one.benefit or ""}
        found[f"born_{n}"] = date.fromisoformat(one.born) if one.born else None
    if asked.me and not any(one.name for one in tickets):
        found["name_1"], found["born_1"] = asked.me
    return found
