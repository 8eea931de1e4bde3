"""The forms of corrections, complaints and messages."""

from typing import Any

from wtforms import FileField, HiddenField, RadioField, SelectField, StringField, TextAreaField
from wtforms.fields import SelectChoice  # type: ignore[attr-defined] # newer than the published types
from wtforms.validators import DataRequired, Length

from webapp.civil_service.correcting.rules import LONGEST
from webapp.civil_service.correcting.wording import FIELDS
from webapp.civil_service.groups import Group, Span
from webapp.core.text import Text, _l
from webapp.ui.forms import Form

MUST = _l("Bu sahəni doldurun.")
TOO_LONG = _l("Mətn 4000 simvoldan uzun olmasın.")


def _long(label: Text, hint: Text | None = None) -> Any:
    more = {"description": hint} if hint else {}
    return TextAreaField(label, validators=[DataRequired(MUST), Length(max=LONGEST, message=TOO_LONG)], **more)


class ClaimForm(Form):
    """What is wrong, how it should read, why."""

    field = SelectField(_l("Nə səhvdir"), validate_choice=False)
    right = _long(_l("Düzgün məlumat"), _l("Reyestrdə necə yazılmalıdırsa, elə yazın."))
    words = _long(_l("Nəyə əsaslanırsınız"), _l("Məsələn: əmrin 3-cü bəndində tarix 2 fevral 2015-ci ildir."))
    file = FileField(_l("Təsdiqedici sənəd (PDF və ya şəkil)"))

    def __init__(self, *args: Any, group: Group, missing: bool, **more: Any) -> None:
        super().__init__(*args, **more)
        offered: dict[str, Text] = {one.name: one.label for one in group.fields}
        offered |= {"valid_from": FIELDS["valid_from"]}
        if group.span is Span.STRETCH:
            offered |= {"valid_to": FIELDS["valid_to"]}
        offered |= {"order": FIELDS["order"], "whole": FIELDS["whole"]}
        chosen = {"missing": FIELDS["missing"]} if missing else offered
        self.field.choices = [SelectChoice(code, words) for code, words in chosen.items()]


class WordsForm(Form):
    """Words to the operator, with a document."""

    words = _long(_l("Operatora nə demək istəyirsiniz"))
    file = FileField(_l("Təsdiqedici sənəd (PDF və ya şəkil)"))


class ComplaintForm(Form):
    """What the servant is not content with."""

    words = _long(_l("Nədən narazısınız"), _l("Hansı hüququnuzun pozulduğunu və nə istədiyinizi yazın."))


class ReasonsForm(Form):
    """Why a correction is refused."""

    reasons = _long(_l("İmtinanın səbəbi"), _l("Səbəb qulluqçuya olduğu kimi göstərilir."))


class AnswerForm(Form):
    """The answer to a complaint or a message."""

    outcome = RadioField(_l("Nəticə"), validate_choice=False)
    answer = _long(_l("Cavab"))

    def __init__(self, *args: Any, outcomes: tuple[tuple[str, Text], ...], **more: Any) -> None:
        super().__init__(*args, **more)
        self.outcome.choices = [SelectChoice(code, words) for code, words in outcomes]


class MessageForm(Form):
    """An error that was found, or an improvement."""

    kind = HiddenField()
    subject = StringField(_l("Başlıq"), [DataRequired(MUST), Length(max=200)])
    words = _long(_l("Mətn"))
