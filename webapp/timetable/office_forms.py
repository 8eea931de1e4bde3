"""What the operator's offices type of the network."""

import re
from datetime import date, datetime, time
from decimal import Decimal
from typing import Any, Final

from wtforms import FloatField, IntegerField, RadioField, SelectField, SelectMultipleField, StringField, TextAreaField
from wtforms.fields import SelectChoice  # type: ignore[attr-defined] # newer than the published types
from wtforms.validators import DataRequired, InputRequired, Length, NumberRange, Optional, Regexp, ValidationError

from webapp.core.text import _, _l
from webapp.timetable.keeping import Departing, Halting
from webapp.timetable.rules import MOST_SEATS
from webapp.timetable.wording import KINDS, LAYOUTS, MEDIA, RIDERS, WEEKDAYS
from webapp.ui.fields import DayField
from webapp.ui.forms import Form

CODE: Final = Regexp(r"^[A-Za-z0-9_.:-]{1,40}$", message=_l("Yalnız latın hərfləri, rəqəmlər və . _ : - yazın."))
NEEDED: Final = DataRequired(message=_l("Bu xananı doldurun."))
NUMBER: Final = InputRequired(message=_l("Rəqəmlə yazın."))
HALT: Final = re.compile(r"^(\S+)\s+(\d{1,4})\s+(\d{1,3})(?:\s+(\S{1,10}))?$", re.ASCII)
LEAST_STOPS: Final = 2


class StationForm(Form):
    """A station."""

    code = StringField(_l("Kod"), [NEEDED, CODE], description=_l("Latın hərfləri ilə, məsələn, BAK. Sonra dəyişmir."))
    name_az = StringField(_l("Adı azərbaycanca"), [NEEDED, Length(max=80)])
    name_en = StringField(_l("Adı ingiliscə"), [NEEDED, Length(max=80)])
    name_ru = StringField(_l("Adı rusca"), [NEEDED, Length(max=80)])
    latitude = FloatField(_l("Enlik"), [NUMBER, NumberRange(-90, 90, _l("Enlik -90 ilə 90 arasındadır."))])
    longitude = FloatField(_l("Uzunluq"), [NUMBER, NumberRange(-180, 180, _l("Uzunluq -180 ilə 180 arasındadır."))])
    closes_minutes = IntegerField(
        _l("Satış yola düşmədən neçə dəqiqə əvvəl bağlanır"),
        [NUMBER, NumberRange(0, 1440, _l("0 ilə 1440 arasında yazın."))],
    )

    @property
    def values(self) -> dict[str, Any]:
        """Return what is kept beside the code."""
        names = ("name_az", "name_en", "name_ru", "latitude", "longitude", "closes_minutes")
        return {name: self[name].data for name in names}


class RouteForm(Form):
    """A route with its stops."""

    number = StringField(_l("Marşrutun nömrəsi"), [NEEDED, CODE])
    kind = RadioField(
        _l("Növü"),
        [InputRequired(message=_l("Növünü seçin."))],
        choices=[SelectChoice(code, words) for code, words in KINDS.items()],
    )
    voen = StringField(_l("Daşıyıcının VÖEN-i"), [NEEDED, Length(max=10)])
    stops = TextAreaField(
        _l("Dayanacaqlar"),
        [NEEDED],
        description=_l(
            "Hər sətirdə: stansiyanın kodu, başlanğıcdan dəqiqə, tarif zonası, platforma (varsa). Məsələn: YEV 210 3 12"
        ),
    )

    def validate_stops(self, field: TextAreaField) -> None:
        """Refuse lines that are no stop, stops that come twice or out of order. Raises ValidationError."""
        lines = [line for line in (field.data or "").splitlines() if line.strip()]
        for line in lines:
            if not HALT.match(line.strip()):
                raise ValidationError(_("Bu sətir oxunmur: %(line)s", line=line[:60]))
        halts = self.halts
        minutes = [halt.minutes for halt in halts]
        if len(halts) < LEAST_STOPS or len({halt.code for halt in halts}) < len(halts):
            raise ValidationError(_("Ən azı iki dayanacaq yazın, hərəsini bir dəfə."))
        if minutes[0] or minutes != sorted(minutes) or any(not halt.zone for halt in halts):
            raise ValidationError(_("Birinci dayanacaq 0-cı dəqiqədədir, dəqiqələr artır, zona 1-dən başlayır."))

    @property
    def halts(self) -> list[Halting]:
        """Return the stops that were typed."""
        found = [HALT.match(line.strip()) for line in (self.stops.data or "").splitlines() if line.strip()]
        return [Halting(one[1], int(one[2]), int(one[3]), one[4]) for one in found if one]


class DepartureForm(Form):
    """When a route departs, on which days, with which bus."""

    departs = StringField(
        _l("Yola düşür"),
        [NEEDED, Regexp(r"^([01]\d|2[0-3]):[0-5]\d$", message=_l("Vaxtı SS:DD kimi yazın, məsələn, 08:30."))],
    )
    weekdays = SelectMultipleField(
        _l("Həftənin günləri"), choices=[SelectChoice(code, words) for code, words in WEEKDAYS.items()]
    )
    valid_from = DayField(_l("İlk gün"), [InputRequired(message=_l("Günü yazın."))])
    valid_to = DayField(_l("Son gün (bilinirsə)"), [Optional()])
    added = StringField(
        _l("Əlavə günlər"), [Length(max=600)], description=_l("Vergüllə, məsələn: 31.12.2026, 01.01.2027")
    )
    removed = StringField(_l("İşləməyən günlər"), [Length(max=600)], description=_l("Vergüllə, məsələn: 20.03.2027"))
    plate = StringField(_l("Nömrə nişanı"), [NEEDED, Length(max=20)])
    seats = IntegerField(
        _l("Yerlərin sayı"), [NUMBER, NumberRange(1, MOST_SEATS, _l("Yerlərin sayı 1 ilə 99 arasında olmalıdır."))]
    )
    layout = RadioField(
        _l("Yerlərin düzülüşü"),
        [InputRequired(message=_l("Yerlərin düzülüşünü seçin."))],
        choices=[SelectChoice(code, words) for code, words in LAYOUTS.items()],
    )

    def validate_valid_to(self, field: DayField) -> None:
        """Refuse an end before the begin. Raises ValidationError."""
        if field.data and self.valid_from.data and field.data < self.valid_from.data:
            raise ValidationError(_("Son gün ilk gündən əvvəldir."))

    def validate_added(self, field: StringField) -> None:
        """Refuse what is no day. Raises ValidationError."""
        _days(field.data or "")

    validate_removed = validate_added

    @property
    def departing(self) -> Departing:
        """Return what was typed, of a form that was found valid."""
        return Departing(
            departs=time.fromisoformat(self.departs.data or "00:00"),
            weekdays="".join(sorted(self.weekdays.data or [])),
            valid_from=self.valid_from.data or date.max,
            valid_to=self.valid_to.data,
            added=_days(self.added.data or ""),
            removed=_days(self.removed.data or ""),
            plate=self.plate.data or "",
            seats=self.seats.data or 0,
            layout=self.layout.data or "",
        )


class FareForm(Form):
    """A new fare: the old one stays for the days before."""

    zone_low = IntegerField(_l("Zonadan"), [NUMBER, NumberRange(1, 999, _l("1 ilə 999 arasında yazın."))])
    zone_high = IntegerField(_l("Zonaya"), [NUMBER, NumberRange(1, 999, _l("1 ilə 999 arasında yazın."))])
    rider = SelectField(
        _l("Sərnişin"), choices=[SelectChoice(code, RIDERS[code]) for code in ("adult", "child", "benefit")]
    )
    benefit = StringField(_l("Güzəştin kodu"), [Length(max=40)], description=_l("Yalnız güzəştli sərnişin üçün."))
    medium = SelectField(_l("Ödəniş vasitəsi"), choices=[SelectChoice(code, words) for code, words in MEDIA.items()])
    price = StringField(
        _l("Qiymət, manat"),
        [NEEDED, Regexp(r"^\d{1,5}([.,]\d{1,2})?$", message=_l("Qiyməti manatla yazın, məsələn, 14,50."))],
    )
    valid_from = DayField(_l("Qüvvəyə minir"), [InputRequired(message=_l("Günü yazın."))])
    basis = StringField(_l("Hüquqi əsas"), [NEEDED, Length(max=300)])

    def validate_benefit(self, field: StringField) -> None:
        """A benefit has a code, and nobody else has one. Raises ValidationError."""
        if (self.rider.data == "benefit") != bool(field.data) or not re.match(
            r"^[a-z0-9_-]*$", field.data or "", re.ASCII
        ):
            raise ValidationError(_("Güzəştin kodunu yalnız güzəştli sərnişin üçün yazın."))

    @property
    def values(self) -> dict[str, Any]:
        """Return the row that was typed."""
        low, high = sorted((self.zone_low.data or 1, self.zone_high.data or 1))
        names = ("rider", "benefit", "medium", "valid_from", "basis")
        qepik = int(Decimal((self.price.data or "0").replace(",", ".")) * 100)
        return {name: self[name].data for name in names} | {"zone_low": low, "zone_high": high, "qepik": qepik}


def _days(typed: str) -> tuple[date, ...]:
    """Return the days that were typed. Raises ValidationError."""
    found = []
    for part in (one.strip() for one in typed.split(",") if one.strip()):
        try:
            found.append(datetime.strptime(part, "%d.%m.%Y").date())  # noqa: DTZ007 - a day, not an instant
        except ValueError:
            raise ValidationError(_("Tarixi gün, ay və il kimi yazın.")) from None
    return tuple(found)
