"""What is typed after the sale: the new passenger, a claim, its decision, a new row of the rules."""

from datetime import date
from typing import Final

from wtforms import BooleanField, IntegerField, RadioField, SelectField, StringField, TextAreaField
from wtforms.fields import SelectChoice  # type: ignore[attr-defined] # newer than the published types
from wtforms.validators import DataRequired, InputRequired, Length, NumberRange, Optional, Regexp

from webapp.core.text import _l
from webapp.tickets.changing.tiers import Band, Tier
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


class TierForm(Form):
    """A new row of the rules, in force from a day on for all routes."""

    band = SelectField(_l("Hal"), choices=[SelectChoice(band.value, words) for band, words in BANDS.items()])
    minutes = IntegerField(
        _l("Hədd, dəqiqə"), [Optional(), NumberRange(-43200, 43200, message=_l("Dəqiqələrin sayını yazın."))]
    )
    keeps = IntegerField(
        _l("Tutulan pay, mində"), [InputRequired(), NumberRange(0, 1000, message=_l("0 ilə 1000 arasında yazın."))]
    )
    commission = BooleanField(_l("İlkin satış komissiyası da tutulur"))
    adds = IntegerField(
        _l("Dəyişdirmədə əlavə, mində"),
        [InputRequired(), NumberRange(0, 1000, message=_l("0 ilə 1000 arasında yazın."))],
    )
    basis = StringField(_l("Hüquqi əsas"), [DataRequired(message=_l("Aktın bəndini yazın.")), Length(max=500)])
    valid_from = DayField(_l("Qüvvəyə minir"), [InputRequired(message=_l("Günü yazın."))])

    @property
    def tier(self) -> Tier:
        """Return the row that was typed, for all routes."""
        band = Band(self.band.data)
        at_fault = band is Band.CARRIER
        return Tier(
            band,
            None if at_fault else self.minutes.data,
            self.keeps.data or 0,
            commission=bool(self.commission.data),
            adds=self.adds.data or 0,
            delay=DELAY if at_fault else None,
            basis=(self.basis.data or "").strip(),
            valid_from=self.valid_from.data or date.max,
        )
