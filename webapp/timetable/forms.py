"""What a carrier says of a trip: why it is cancelled, which bus runs it."""

from flask_wtf.file import FileField, FileRequired
from wtforms import IntegerField, RadioField, StringField, TextAreaField
from wtforms.fields import SelectChoice  # type: ignore[attr-defined] # newer than the published types
from wtforms.validators import DataRequired, InputRequired, Length, NumberRange, Optional

from webapp.core.text import _l
from webapp.timetable.rules import MOST_DELAY, MOST_SEATS
from webapp.timetable.wording import LAYOUTS
from webapp.ui.fields import DayField
from webapp.ui.forms import Form

LONGEST_REASON = 300


class DayForm(Form):
    """Which day is shown; sent by GET, it changes nothing."""

    class Meta(Form.Meta):
        """No token stands in an address."""

        csrf = False

    day = DayField(_l("Gün"))


class CancelForm(Form):
    """Why a trip is not run: passengers read it."""

    reason = TextAreaField(
        _l("Səbəb"),
        [
            DataRequired(message=_l("Səbəbi yazın: sərnişinlər onu oxuyacaq.")),
            Length(max=LONGEST_REASON, message=_l("Səbəbi 300 işarəyədək yazın.")),
        ],
        description=_l("Məsələn, avtobus nasazdır. Sərnişinlər bu mətni oxuyacaq."),
    )


class DelayForm(Form):
    """How much later a trip leaves, and why: passengers read it."""

    minutes = IntegerField(
        _l("Neçə dəqiqə gecikir"),
        [
            InputRequired(message=_l("Dəqiqələrin sayını rəqəmlə yazın.")),
            NumberRange(0, MOST_DELAY, message=_l("Dəqiqələrin sayı 0 ilə 1440 arasında olmalıdır.")),
        ],
        description=_l("Cədvəldəki vaxtdan nə qədər gec yola düşəcək. 0: vaxtında yola düşür."),
    )
    reason = TextAreaField(
        _l("Səbəb"),
        [Length(max=LONGEST_REASON, message=_l("Səbəbi 300 işarəyədək yazın."))],
        description=_l("Sərnişinlər bu mətni oxuyacaq."),
    )

    @property
    def said(self) -> tuple[int, str]:
        """Return minutes and reason of a form that was found valid."""
        return self.minutes.data or 0, (self.reason.data or "").strip()


class UploadForm(Form):
    """A GTFS archive."""

    file = FileField(
        _l("GTFS arxivi (ZIP)"),
        [FileRequired(_l("Faylı seçin."))],
        description=_l("Ən çoxu 8 MB. Fayl əvvəlcə yoxlanılır: heç nə dəyişdirilmir."),
    )


class AgreeForm(Form):
    """What must be said before an import is applied: why and from when fares change."""

    basis = StringField(_l("Tariflərin hüquqi əsası"), [Length(max=LONGEST_REASON)])
    fares_from = DayField(_l("Yeni tariflərin ilk günü"), [Optional()])


class BusForm(Form):
    """The bus that runs a trip."""

    plate = StringField(_l("Nömrə nişanı"), [DataRequired(message=_l("Nömrə nişanını yazın.")), Length(max=20)])
    seats = IntegerField(
        _l("Yerlərin sayı"),
        [
            InputRequired(message=_l("Yerlərin sayını rəqəmlə yazın.")),
            NumberRange(1, MOST_SEATS, message=_l("Yerlərin sayı 1 ilə 99 arasında olmalıdır.")),
        ],
    )
    layout = RadioField(
        _l("Yerlərin düzülüşü"),
        [InputRequired(message=_l("Yerlərin düzülüşünü seçin."))],
        choices=[SelectChoice(code, words) for code, words in LAYOUTS.items()],
    )

    @property
    def bus(self) -> tuple[str, int, str]:
        """Return plate, seats and layout of a form that was found valid."""
        return self.plate.data or "", self.seats.data or 0, self.layout.data or ""
