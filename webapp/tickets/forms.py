"""The search, and the passengers of an order: their fields follow from its seats."""

from collections.abc import Sequence
from datetime import date
from typing import Any, Final

from wtforms import StringField
from wtforms.validators import DataRequired, InputRequired, Length, Regexp

from webapp.core.text import _l
from webapp.tickets.models import Ticket
from webapp.tickets.services.pricing import Passenger
from webapp.ui.fields import DayField
from webapp.ui.forms import Form

NAMES: Final = r"^\s*\S+\s+\S.*$"
DOCUMENT: Final = r"^[0-9A-Za-zƏəİıÖöÜüĞğŞşÇç \-]{5,20}$"


class SearchForm(Form):
    """From where, where to, on which day; sent by GET, it changes nothing."""

    class Meta(Form.Meta):
        """No token stands in an address."""

        csrf = False

    origin = StringField(_l("Haradan"), [DataRequired(message=_l("Haradan getdiyinizi yazın.")), Length(max=60)])
    target = StringField(_l("Haraya"), [DataRequired(message=_l("Haraya getdiyinizi yazın.")), Length(max=60)])
    day = DayField(_l("Gün"), [InputRequired(message=_l("Günü yazın."))])


class PassengersForm(Form):
    """Made by `passengers_form`."""

    def passengers(self, tickets: Sequence[Ticket]) -> list[Passenger]:
        """Return what was typed, in the order of the passengers."""
        return [
            Passenger(self[f"name_{n}"].data, self[f"document_{n}"].data.upper(), self[f"born_{n}"].data)
            for n in sorted({one.position for one in tickets})
        ]


class NumberForm(Form):
    """The number of a ticket, typed or scanned at the door."""

    number = StringField(_l("Biletin nömrəsi"), [DataRequired(message=_l("Biletin nömrəsini yazın.")), Length(max=40)])


def passengers_form(tickets: Sequence[Ticket]) -> PassengersForm:
    """Return the form of an order's passengers: name, document and birth date of each, as far as they are known."""
    fields: dict[str, Any] = {}
    for n in (one.position for one in tickets):
        fields[f"name_{n}"] = StringField(
            _l("Adı və soyadı"),
            [
                DataRequired(message=_l("Adı və soyadı yazın.")),
                Length(max=120, message=_l("Ad çox uzundur.")),
                Regexp(NAMES, message=_l("Adı və soyadı yazın.")),
            ],
        )
        fields[f"document_{n}"] = StringField(
            _l("Şəxsiyyət sənədinin nömrəsi"),
            [
                DataRequired(message=_l("Sənədin nömrəsini yazın.")),
                Regexp(DOCUMENT, message=_l("Sənədin nömrəsini sənəddəki kimi yazın.")),
            ],
        )
        fields[f"born_{n}"] = DayField(_l("Doğum tarixi"), [InputRequired(message=_l("Doğum tarixini yazın."))])
    made: PassengersForm = type("OrderPassengersForm", (PassengersForm,), fields)(data=_known(tickets))
    return made


def _known(tickets: Sequence[Ticket]) -> dict[str, Any]:
    """Return what was written of the passengers before, for the form in which it is changed."""
    known: dict[str, Any] = {}
    for one in tickets:
        if one.name and one.born:
            known |= {f"name_{one.position}": one.name, f"document_{one.position}": one.document}
            known[f"born_{one.position}"] = date.fromisoformat(one.born)
    return known
