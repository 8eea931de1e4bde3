"""What is typed after the sale: the new passenger, a claim, its decision, a new row of the rules."""

from typing import Final

from wtforms import RadioField, StringField, TextAreaField
from wtforms.fields import SelectChoice  # type: ignore[attr-defined] # newer than the published types
from wtforms.validators import DataRequired, InputRequired, Length, Regexp

from webapp.core.text import _l
from webapp.tickets.changing.tiers import Band
from webapp.tickets.passenger_forms import DOCUMENT, NAMES
from webapp.tickets.services.pricing import Passenger
from webapp.ui.fields import DayField
from webapp.ui.forms import Form

DELAY: Final = 120  # minutes late from which it is the carrier's fault
BANDS: Final = {
    Band.EARLY: _l("Vaxtında imtina"),
    Band.LATE: _l("Yola düşməyə az qalmış imtina"),
    Band.LAST: _l("Yola düşməzdən bilavasitə əvvəl imtina"),
    Band.MISSED: _l("Gecikmə, sənədsiz"),
    Band.PAPERS: _l("Gecikmə, sənədlə"),
    Band.CARRIER: _l("Daşıyıcının təqsiri"),
}


class TransferForm(Form):
    """Who travels instead."""

    name = StringField(
        _l("Adı və soyadı"),
        [
            DataRequired(message=_l("Adı və soyadı yazın.")),
            Length(max=120),
            Regexp(NAMES, message=_l("Adı və soyadı yazın.")),
        ],
    )
    document = StringField(
        _l("Şəxsiyyət sənədinin nömrəsi"),
        [
            DataRequired(message=_l("Sənədin nömrəsini yazın.")),
            Regexp(DOCUMENT, message=_l("Sənədin nömrəsini sənəddəki kimi yazın.")),
        ],
    )
    born = DayField(_l("Doğum tarixi"), [InputRequired(message=_l("Doğum tarixini yazın."))])

    @property
    def passenger(self) -> Passenger:
        """Return what was typed."""
        return Passenger(self.name.data or "", (self.document.data or "").upper(), self.born.data)


class ClaimForm(Form):
    """What one asks for after the bus has left, and why."""

    wants = RadioField(
        _l("Nə istəyirsiniz?"),
        choices=[SelectChoice("refund", _l("Pulun qaytarılması")), SelectChoice("exchange", _l("Başqa reys"))],
        default="refund",
    )
    words = TextAreaField(_l("Niyə gecikdiniz?"), [DataRequired(message=_l("Səbəbi qısaca yazın.")), Length(max=1000)])


class DecideForm(Form):
    """The answer of the carrier."""

    answer = TextAreaField(_l("Cavab"), [Length(max=1000)])
