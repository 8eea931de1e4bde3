"""Forms of both sides. What is saved as it is typed may have gaps; sending asks the service what is missing."""

from collections.abc import Iterable
from typing import Final

from wtforms import Field, HiddenField, IntegerField, RadioField, SelectField, StringField, TextAreaField
from wtforms.fields import SelectChoice  # type: ignore[attr-defined] # newer than the published types
from wtforms.validators import DataRequired, InputRequired, Length, Regexp

from webapp.core.text import _l
from webapp.correspondence.models import LetterBody
from webapp.correspondence.services.composing import Said
from webapp.correspondence.wording import GROUNDS, KINDS, RATINGS
from webapp.ui.fields import DayField, VersionField
from webapp.ui.forms import Form

MOST_LETTERS: Final = 10_000
TEXT: Final = Length(
    max=MOST_LETTERS, message=_l("Mətn çox uzundur: ən çoxu %(max)d simvol. Qalanını fayl kimi əlavə edin.")
)
REASON: Final = Length(max=2000, message=_l("Ən çoxu %(max)d simvol yazın."))
SUBJECT: Final = Length(max=200, message=_l("Ən çoxu %(max)d simvol yazın."))
ABOUT: Final = Regexp(r"^(\d{1,2}\.\d{1,2})?$")
KEY: Final = Regexp(r"^[0-9A-Z]{26}$")


def _kinds() -> list[SelectChoice]:
    return [SelectChoice(code, words) for code, words in KINDS.items()]


class StartForm(Form):
    """What is written to a chosen authority; `key` makes a double click begin it once."""

    kind = RadioField(
        _l("Nə yazırsınız?"),
        [DataRequired(message=_l("Nə yazdığınızı seçin."))],
        choices=_kinds(),
        validate_choice=True,
    )
    about = HiddenField(validators=[ABOUT])
    key = HiddenField(validators=[KEY])


class LetterForm(Form):
    """The letter as it is typed."""

    version = VersionField()
    to = SelectField(_l("Orqan"))
    kind = SelectField(_l("Nə yazırsınız?"), choices=_kinds())
    subject = StringField(_l("Mövzu"), [SUBJECT], description=_l("Bir cümlə ilə: məktub nə barədədir"))
    text = TextAreaField(_l("Məktubun mətni"), [TEXT])

    def offer(self, bodies: Iterable[LetterBody]) -> "LetterForm":
        """Let these authorities be chosen."""
        self.to.choices = [SelectChoice(one.code, one.name) for one in bodies]
        return self

    @property
    def said(self) -> Said:
        """What was typed."""
        return Said(
            to=self.to.data or "",
            kind=self.kind.data or "",
            subject=self.subject.data or "",
            text=self.text.data or "",
        )


class MessageForm(Form):
    """A reply, a question or an answer."""

    version = VersionField()
    text = TextAreaField(_l("Mətn"), [TEXT])


class RefusalForm(MessageForm):
    """A refusal names its ground."""

    ground = SelectField(
        _l("İmtinanın əsası"),
        choices=[SelectChoice("", _l("Seçin")), *(SelectChoice(code, words) for code, words in GROUNDS.items())],
    )


class StepForm(Form):
    """A step without words: only the version that the person saw."""

    version = VersionField()


class ReasonForm(StepForm):
    """A step with its reason."""

    reason = TextAreaField(_l("Səbəb"), [DataRequired(message=_l("Səbəbi yazın.")), REASON])


class ForwardForm(StepForm):
    """Where a letter goes, and why."""

    to = SelectField(_l("Hansı orqana"), [DataRequired(message=_l("Orqanı seçin."))])
    reason = TextAreaField(
        _l("Səbəb"), [DataRequired(message=_l("Səbəbi yazın.")), REASON], description=_l("Göndərən bunu oxuyacaq.")
    )

    def offer(self, bodies: Iterable[LetterBody]) -> "ForwardForm":
        """Let these authorities be chosen."""
        choices = [SelectChoice(one.code, one.name) for one in bodies]
        self.to.choices = [SelectChoice("", _l("Seçin")), *choices]
        return self


class JoinForm(StepForm):
    """Into which letter this one is joined."""

    number = StringField(
        _l("Hansı məktuba"),
        [DataRequired(message=_l("Məktubun nömrəsini yazın.")), Length(max=20)],
        description=_l("Eyni göndərənin açıq məktubunun nömrəsi, məsələn, M26-000012"),
    )


class AssignForm(Form):
    """To whom a letter is given."""

    officer = SelectField(_l("İcraçı"), coerce=int)


class NoteForm(Form):
    """A note within the authority."""

    text = TextAreaField(
        _l("Daxili qeyd"), [DataRequired(message=_l("Qeydi yazın.")), REASON], description=_l("Göndərən bunu görmür.")
    )


class RateForm(Form):
    """The question after the answer."""

    rating = RadioField(
        _l("Cavabdan razısınızmı?"),
        [DataRequired(message=_l("Qiymətinizi seçin."))],
        choices=[SelectChoice(str(code), words) for code, words in RATINGS.items()],
    )
    text = TextAreaField(_l("Nəyi yaxşılaşdırmaq olar?"), [REASON])


class BodyForm(Form):
    """An authority to be connected."""

    name = StringField(
        _l("Orqanın adı"),
        [DataRequired(message=_l("Orqanın adını yazın.")), Length(max=200)],
        description=_l("Əməkdaşlarının vəzifəsində yazıldığı kimi; xidmətlər reyestrində olan orqan adı ilə tanınır."),
    )


class TermForm(Form):
    """A number that holds from a coming day."""

    value: Field = IntegerField(_l("Yeni rəqəm"), [InputRequired(message=_l("Tam ədəd yazın."))])
    valid_from = DayField(
        _l("Hansı gündən"),
        [DataRequired(message=_l("Günü yazın."))],
        description=_l("Sabah və ya sonra. Həmin günədək göndərilən məktublar əvvəlki müddəti saxlayır."),
    )
    basis = StringField(
        _l("Əsas"),
        [DataRequired(message=_l("Əsası yazın.")), Length(max=300, message=_l("Ən çoxu %(max)d simvol yazın."))],
        description=_l("Aktın adı, tarixi, nömrəsi və bəndi"),
    )


class YesTermForm(TermForm):
    """The same for what is or is not."""

    value = RadioField(
        _l("Yeni qayda"),
        [InputRequired(message=_l("Seçin."))],
        choices=[SelectChoice(1, _l("Bəli")), SelectChoice(0, _l("Xeyr"))],
        coerce=int,
    )
