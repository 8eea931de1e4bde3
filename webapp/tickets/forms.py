"""The search, the number of a ticket, where a guest is reached."""

from collections.abc import Mapping
from typing import Any, Final

import phonenumbers
from wtforms import EmailField, SelectField, StringField, TelField, ValidationError
from wtforms.fields import SelectChoice  # type: ignore[attr-defined] # newer than the published types
from wtforms.validators import DataRequired, InputRequired, Length, Optional, Regexp

from webapp.core.clock import today
from webapp.core.text import Text, _, _l
from webapp.tickets.rules import MOST_SEATS
from webapp.ui.fields import CodeField, DayField
from webapp.ui.forms import Form

EMAIL: Final = r"^[^@\s]+@[^@\s]+\.[^@\s]+$"


class SearchForm(Form):
    """From where, where to, on which day, and when back; sent by GET, it changes nothing."""

    class Meta(Form.Meta):
        """No token stands in an address."""

        csrf = False

    origin = StringField(_l("Haradan"), [DataRequired(message=_l("Haradan getdiyinizi yazın.")), Length(max=60)])
    target = StringField(_l("Haraya"), [DataRequired(message=_l("Haraya getdiyinizi yazın.")), Length(max=60)])
    day = DayField(_l("Gün"), [InputRequired(message=_l("Günü yazın."))])
    back = DayField(_l("Qayıdış günü"), [Optional()])

    @staticmethod
    def at_odds(values: Mapping[str, Any]) -> Mapping[str, Text]:
        """Refuse a day that is over, and a way back before the way out."""
        wrong: dict[str, Text] = {}
        if values["day"] < today():
            wrong["day"] = _("Bu gün keçib. Bu günü və ya sonrakı günü seçin.")
        if values["back"] and values["back"] < values["day"]:
            wrong["back"] = _("Qayıdış gedişdən əvvəl ola bilməz.")
        return wrong


class NumberForm(Form):
    """The number of a ticket, typed or scanned at the door."""

    number = CodeField(_l("Biletin nömrəsi"), [DataRequired(message=_l("Biletin nömrəsini yazın.")), Length(max=400)])


class RoadForm(Form):
    """Which bus an inspector stands in."""

    typed = StringField(
        _l("Reysin nömrəsi və ya avtobusun nişanı"),
        [DataRequired(message=_l("Reysin nömrəsini və ya nişanı yazın.")), Length(max=60)],
        description=_l("Məsələn, 501-20261123-0800 və ya 10-AA-123"),
    )


class ContactFields(Form):
    """Where a guest is told: an e-mail address, a mobile number, or both."""

    email = EmailField(
        _l("E-poçt"),
        [Optional(), Length(max=254), Regexp(EMAIL, message=_l("E-poçtu ad@nümunə.az şəklində yazın."))],
        description=_l("Biletlərin ünvanını və reysdəki dəyişikliyi buraya göndəririk."),
    )
    phone = TelField(_l("Mobil telefon"), [Optional(), Length(max=30)], description=_l("Məsələn, +994 50 123 45 67"))

    def validate_phone(self, field: TelField) -> None:
        """Bring the number into the international form (E.164)."""
        try:
            number = phonenumbers.parse(field.data or "", "AZ")
        except phonenumbers.NumberParseException:
            number = None
        if number is None or not phonenumbers.is_possible_number(number):
            raise ValidationError(_("Telefon nömrəsini +994 50 123 45 67 şəklində yazın."))
        field.data = phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164)

    def validate(self, extra_validators: Any = None) -> bool:
        """Ask for one of the two."""
        valid: bool = super().validate(extra_validators)
        if valid and not self.email.data and not self.phone.data:
            self.email.errors = [_("E-poçtunuzu və ya telefonunuzu yazın: bileti sizə göndərməliyik.")]
            return False
        return valid


class WaitingForm(ContactFields):
    """How many seats a guest waits for, and where to tell of them."""

    seats = SelectField(
        _l("Neçə yer lazımdır?"), choices=[SelectChoice(str(n), str(n)) for n in range(1, MOST_SEATS + 1)], default="1"
    )
