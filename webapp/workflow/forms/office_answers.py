"""Answers that officials give: another body's opinion, the answer to a complaint."""

from typing import Final

from wtforms import RadioField, TextAreaField
from wtforms.fields import SelectChoice  # type: ignore[attr-defined] # newer than the published types
from wtforms.validators import DataRequired

from webapp.core.text import _l
from webapp.ui.forms import Form
from webapp.workflow.forms.office import NOTE

AGREES: Final = SelectChoice("agrees", _l("Razıyıq"))
OBJECTS: Final = SelectChoice("objects", _l("Etiraz edirik"))
UPHELD: Final = SelectChoice("upheld", _l("Təmin edilir"))
DISMISSED: Final = SelectChoice("dismissed", _l("Təmin edilmir"))


class OpinionForm(Form):
    """The body's opinion; an objection says why."""

    opinion = RadioField(_l("Rəy"), [DataRequired(message=_l("Rəyi seçin."))], choices=[AGREES, OBJECTS])
    text = TextAreaField(
        _l("Şərtlər və ya etirazın səbəbi"),
        [NOTE],
        description=_l("Etirazda səbəb yazılmalıdır. Qərar verən bunu görür."),
    )


class AnswerForm(Form):
    """The outcome of a complaint, with its reasons."""

    outcome = RadioField(_l("Şikayət"), [DataRequired(message=_l("Nəticəni seçin."))], choices=[UPHELD, DISMISSED])
    answer = TextAreaField(
        _l("Cavab"),
        [DataRequired(message=_l("Cavabı əsaslandırın.")), NOTE],
        description=_l("Müraciət edən bu sözləri oxuyur: nə yoxlanıldı, nə ediləcək."),
    )
