"""The forms of proposals, of the owner's answer, of readers."""

from typing import Any

from wtforms import IntegerField, RadioField, SelectField, StringField, TextAreaField
from wtforms.fields import SelectChoice  # type: ignore[attr-defined] # newer than the published types
from wtforms.validators import DataRequired, InputRequired, Length, Optional

from webapp.civil_service.governing.rules import LONGEST_REASON, Extent
from webapp.civil_service.governing.wording import EXTENTS, PARAMETERS, READERS
from webapp.civil_service.queries import bodies
from webapp.core.text import _l
from webapp.ui.fields import DayField
from webapp.ui.forms import Form

MUST = _l("Bu sahəni doldurun.")
NUMBER = _l("Tam ədəd yazın.")


def _reason() -> Any:
    return TextAreaField(_l("Səbəb"), [DataRequired(MUST), Length(max=LONGEST_REASON)])


class ParameterForm(Form):
    """A parameter's new value."""

    code = SelectField(
        _l("Parametr"), choices=[SelectChoice(c, w) for c, w in PARAMETERS.items()], validate_choice=False
    )
    value = IntegerField(_l("Yeni qiymət"), [InputRequired(NUMBER)])
    valid_from = DayField(_l("Hansı gündən"), validators=[DataRequired(MUST)])
    reason = _reason()


class ClosingForm(Form):
    """Whose entry is to be limited: a body of the list, or a user by FİN."""

    body = SelectField(_l("İştirakçı orqan"), validate_choice=False)
    fin = StringField(_l("və ya istifadəçinin FİN-i"), [Optional(), Length(max=20)])
    extent = RadioField(
        _l("Nə məhdudlaşdırılır"),
        choices=[SelectChoice(c, w) for c, w in EXTENTS.items()],
        default=Extent.READING.value,
        validate_choice=False,
    )
    reason = _reason()

    def __init__(self, *args: Any, **more: Any) -> None:
        super().__init__(*args, **more)
        self.body.choices = [
            SelectChoice("", _l("Seçin")),
            *(SelectChoice(one.public_id, one.name) for one in bodies()),
        ]


class OpeningForm(Form):
    """Why a limit is to be lifted."""

    reason = _reason()


class DecisionForm(Form):
    """What the owner says."""

    outcome = RadioField(
        _l("Qərar"),
        choices=[SelectChoice("agree", _l("Razıyam")), SelectChoice("refuse", _l("Razı deyiləm"))],
        validate_choice=False,
    )
    words = TextAreaField(_l("Sahibin qeydi"), [Length(max=LONGEST_REASON)])


class ReaderForm(Form):
    """Who may read, why, from when to when."""

    account = SelectField(_l("Əməkdaş"), coerce=int, validate_choice=False)
    kind = SelectField(_l("Növü"), choices=[SelectChoice(c, w) for c, w in READERS.items()], validate_choice=False)
    purpose = TextAreaField(_l("Məqsəd"), [DataRequired(MUST), Length(max=LONGEST_REASON)])
    document = StringField(
        _l("Əsas sənəd"), [DataRequired(MUST), Length(max=200)], description=_l("Məsələn: tapşırığın nömrəsi və tarixi")
    )
    valid_from = DayField(_l("Başlanğıc günü"), validators=[DataRequired(MUST)])
    valid_to = DayField(_l("Son gün"), validators=[DataRequired(MUST)])
