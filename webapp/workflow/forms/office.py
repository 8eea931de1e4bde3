"""Forms of the office: each carries the version that the officer saw, so that of two the second is told."""

from typing import Final

from wtforms import BooleanField, RadioField, SelectField, TextAreaField
from wtforms.fields import SelectChoice  # type: ignore[attr-defined] # newer than the published types
from wtforms.validators import DataRequired, Length

from webapp.core.text import _l
from webapp.ui.fields import VersionField
from webapp.ui.forms import Form
from webapp.workflow.offer.case_type import CaseType

NOTE: Final = Length(max=4000, message=_l("Ən çoxu %(max)d simvol yazın."))


class CaseForm(Form):
    """A step that needs nothing but the version."""

    version = VersionField()


class ReasonForm(CaseForm):
    """A step with words for the other officer."""

    reason = TextAreaField(_l("Əsaslandırma"), [DataRequired(message=_l("Səbəbini yazın.")), NOTE])


class RefuseForm(CaseForm):
    """The ground of the regulation, and what of this case it is about."""

    ground = RadioField(_l("İmtinanın əsası"), [DataRequired(message=_l("İmtinanın əsasını seçin."))])
    reason = TextAreaField(
        _l("Bu müraciətdə nəyin əsas olduğu"), [DataRequired(message=_l("İmtinanı əsaslandırın.")), NOTE]
    )

    def offer(self, case_type: CaseType) -> "RefuseForm":
        """Let the grounds of the definition be chosen, no others (191/2011, 7.2)."""
        self.ground.choices = [SelectChoice(one.code, one.text) for one in case_type.refusals]
        return self


class ReturnForm(CaseForm):
    """Which places are to be mended, why and how; the places stand beside the answers as boxes to tick."""

    ground = SelectField(_l("Qaytarılmanın səbəbi"), [DataRequired(message=_l("Səbəbi seçin."))])
    advice = TextAreaField(
        _l("Necə düzəltmək lazımdır"),
        [DataRequired(message=_l("Necə düzəltmək lazım olduğunu yazın.")), NOTE],
        description=_l("Müraciət edən bu sözləri düzəldəcəyi yerin yanında görür."),
    )

    original = BooleanField(
        _l("Sənədin əslini tələb et"),
        description=_l("Reyestr cavab vermədiyi və ya məlumat tapmadığı üçün (191 nömrəli qərar, 6.1.1-ci bənd)."),
    )

    def offer(self, case_type: CaseType) -> "ReturnForm":
        """Let the reasons of the definition be chosen, no others."""
        self.ground.choices = [SelectChoice(one.code, one.text) for one in case_type.returns]
        return self


class NoteForm(Form):
    """An internal note."""

    text = TextAreaField(_l("Daxili qeyd"), [DataRequired(message=_l("Qeydi yazın.")), NOTE])
