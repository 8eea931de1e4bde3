"""Forms of the office: incidents, requests of bodies, faults."""

from wtforms import (
    BooleanField,
    DateTimeField,
    FileField,
    SelectField,
    SelectMultipleField,
    StringField,
    TextAreaField,
)
from wtforms.fields import SelectChoice  # type: ignore[attr-defined] # newer than the published types
from wtforms.validators import DataRequired, InputRequired, Length, Optional, Regexp

from webapp.core.clock import BAKU
from webapp.core.text import Text, _, _l
from webapp.incidents import wording
from webapp.ui.fields import YEARS, DayField
from webapp.ui.forms import Form

MANY = Length(max=4000, message=_l("Ən çoxu %(max)d simvol yazın."))
LINE = Length(max=300, message=_l("Ən çoxu %(max)d simvol yazın."))


def choices(words: dict[str, Text]) -> list[SelectChoice]:
    """Return the choices of a field, code by code."""
    return [SelectChoice(code, text) for code, text in words.items()]


def toned(words: wording.Toned) -> list[SelectChoice]:
    """Return the choices of a field whose words have tones."""
    return [SelectChoice(code, text) for code, (text, _tone) in words.items()]


def wanted(message: Text) -> DataRequired:
    """Return the validator of a field that must be filled in."""
    return DataRequired(message=message)


class MomentField(DateTimeField):
    """An instant of Baku, typed as 22.11.2026 14:05."""

    def __init__(self, *arguments: object, **options: object) -> None:
        options.setdefault("format", ["%d.%m.%Y %H:%M", "%Y-%m-%d %H:%M"])
        super().__init__(*arguments, **options)  # type: ignore[arg-type] # WTForms' own options

    def process_formdata(self, valuelist: list[str]) -> None:
        """Read it. Raises ValueError, which becomes the field's error."""
        try:
            super().process_formdata(valuelist)
        except ValueError:
            raise ValueError(_("Günü və saatı nümunədəki kimi yazın.")) from None
        if self.data is None:
            return
        if self.data.year not in YEARS:
            self.data = None
            raise ValueError(_("Günü və saatı nümunədəki kimi yazın."))
        self.data = self.data.replace(tzinfo=BAKU)


class IncidentForm(Form):
    """A new incident."""

    kind = SelectField(_l("Növ"), choices=choices(wording.KINDS))
    severity = SelectField(_l("Ağırlıq"), choices=toned(wording.SEVERITIES), default="medium")
    title = StringField(_l("Qısa adı"), [wanted(_l("İnsidentin qısa adını yazın.")), LINE])
    happened_at = MomentField(_l("Baş vermə vaxtı"), [InputRequired(message=_l("Baş vermə vaxtını yazın."))])
    description = TextAreaField(_l("Nə baş verib"), [wanted(_l("Nə baş verdiyini yazın.")), MANY])
    cause = TextAreaField(_l("Səbəbi (məlumdursa)"), [MANY])
    measures = TextAreaField(_l("Görülən tədbirlər"), [MANY])
    services = SelectMultipleField(_l("Təsirə məruz qalan xidmətlər"), choices=choices(wording.SERVICES))
    attempt = BooleanField(_l("Bu, sistemə müdaxilə cəhdidir"))


class TextForm(Form):
    """A step with words."""

    text = TextAreaField(_l("Mətn"), [wanted(_l("Mətni yazın.")), MANY])


class CauseForm(Form):
    """The beginning of handling."""

    text = TextAreaField(_l("Səbəbi (məlumdursa)"), [MANY])


class CloseForm(Form):
    """The end of an incident: cause and report."""

    cause = TextAreaField(_l("Səbəbi"), [wanted(_l("Səbəbi yazın.")), MANY])
    report = TextAreaField(_l("Hesabat"), [wanted(_l("Hesabatı yazın.")), MANY])


class FilterForm(Form):
    """What the register is narrowed to."""

    class Meta(Form.Meta):
        """It is sent by GET."""

        csrf = False

    kind = SelectField(
        _l("Növ"), choices=[SelectChoice("", _l("Hamısı")), *choices(wording.KINDS)], validate_choice=False
    )
    severity = SelectField(
        _l("Ağırlıq"), choices=[SelectChoice("", _l("Hamısı")), *toned(wording.SEVERITIES)], validate_choice=False
    )
    since = DayField(_l("Bu gündən"), [Optional()])
    until = DayField(_l("Bu günədək"), [Optional()])


class RequestForm(Form):
    """A request of a supervising body."""

    body = SelectField(_l("Orqan"), choices=choices(wording.BODIES))
    their_number = StringField(_l("Orqanın sənədinin nömrəsi"), [LINE])
    subject = StringField(_l("Mövzu"), [wanted(_l("Mövzunu yazın.")), LINE])
    question = TextAreaField(_l("Sorğunun mətni"), [wanted(_l("Sorğunun mətnini yazın.")), MANY])
    received_at = MomentField(_l("Alınma vaxtı"), [InputRequired(message=_l("Sorğunun alınma vaxtını yazın."))])


class AnswerForm(Form):
    """The answer to a request."""

    text = TextAreaField(_l("Cavab"), [wanted(_l("Cavabı yazın.")), MANY])
    document = FileField(_l("Sənəd (PDF, JPEG və ya PNG)"))


class PromoteForm(Form):
    """A fault becomes an incident."""

    kind = SelectField(_l("Növ"), choices=choices(wording.KINDS), default="fault")
    severity = SelectField(_l("Ağırlıq"), choices=toned(wording.SEVERITIES), default="medium")


class AddresseeForm(Form):
    """How a body is told from today on."""

    body = SelectField(_l("Orqan"), choices=choices(wording.BODIES))
    name = StringField(_l("Qəbul edən"), [wanted(_l("Qəbul edənin adını yazın.")), LINE])
    email = StringField(
        _l("Elektron poçt"), [Regexp(r"^[^@\s]+@[^@\s]+\.[^@\s]+$", message=_l("Elektron poçt ünvanını yazın.")), LINE]
    )
    phone = StringField(_l("Telefon"), [LINE])
    topics = SelectMultipleField(
        _l("Nə barədə məlumat verilir"), [wanted(_l("Ən azı birini seçin."))], choices=choices(wording.TOPICS)
    )
    at_once = BooleanField(_l("Dərhal, avtomatik göndərilsin"), default=True)
