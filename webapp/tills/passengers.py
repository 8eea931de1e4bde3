"""Who travels, as the cashier types it: a line for each seat, with as much as the route asks for."""

from collections.abc import Sequence
from typing import Any, Final

from wtforms import StringField
from wtforms.validators import DataRequired, InputRequired, Length, Regexp

from webapp.core.text import _l
from webapp.tickets.api import Passenger, Ticket
from webapp.ui.fields import DayField
from webapp.ui.forms import Form

NAMES: Final = r"^\s*\S+\s+\S.*$"
DOCUMENT: Final = r"^[0-9A-Za-zƏəİıÖöÜüĞğŞşÇç \-]{5,20}$"


class PassengersForm(Form):
    """Made by `passengers_form`; `positions` are the passengers' places in the order."""

    positions: tuple[int, ...] = ()

    def passengers(self) -> list[Passenger]:
        """Return what was typed, in the order of the passengers."""
        return [
            Passenger(self[f"name_{n}"].data, (self[f"document_{n}"].data or "").upper(), self[f"born_{n}"].data)
            for n in self.positions
        ]


def passengers_form(found: Sequence[Ticket], **options: Any) -> PassengersForm:
    """Return the form of an order's passengers."""
    positions = tuple(sorted({one.position for one in found}))
    fields: dict[str, Any] = {"positions": positions}
    for n in positions:
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
    made: PassengersForm = type("TillPassengersForm", (PassengersForm,), fields)(**options)
    return made
