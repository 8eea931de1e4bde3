"""Forms of the office's pages."""

from typing import Final

from wtforms import SelectField, StringField, TextAreaField
from wtforms.fields import SelectChoice  # type: ignore[attr-defined] # newer than the published types
from wtforms.validators import DataRequired, Length, Optional

from webapp.civil_service.groups import Origin, of_origin
from webapp.civil_service.record_tables import ServiceBody
from webapp.civil_service.wording import PURPOSES
from webapp.core.text import _, _l
from webapp.ui.fields import DayField
from webapp.ui.forms import Form

WHY: Final = _l("Səbəbi yazın.")


class FinForm(Form):
    """A person by the FİN: sent, never in an address."""

    fin = StringField(_l("FİN"), [DataRequired(message=_l("FİN-i yazın.")), Length(max=12)])


class PurposeForm(Form):
    """Why a record is opened."""

    purpose = SelectField(
        _l("Məqsəd"),
        choices=[SelectChoice("", _l("Seçin"))] + [SelectChoice(code, words) for code, words in PURPOSES.items()],
    )
    basis = StringField(
        _l("Əsas"),
        [Length(max=200)],
        description=_l("Sorğunun nömrəsi və tarixi. Orqanın sorğusu üçün mütləqdir."),
    )


class GapForm(Form):
    """That exchange of a group is impossible."""

    group_code = SelectField(
        _l("Məlumat qrupu"),
        choices=[SelectChoice(one.code, one.title) for one in of_origin(Origin.EHIS)],
    )
    body = SelectField(_l("Dövlət orqanı"), validate_choice=True)
    valid_to = DayField(_l("Son gün"), [Optional()])
    reason = TextAreaField(_l("Səbəb"), [DataRequired(message=WHY), Length(max=500)])

    def offer(self, bodies: list[ServiceBody]) -> "GapForm":
        """Fill the choice of bodies and return the form."""
        self.body.choices = [
            SelectChoice("", _("Bütün orqanlar")),
            *(SelectChoice(one.public_id, one.name) for one in bodies),
        ]
        return self


class MismatchForm(Form):
    """What becomes of a mismatch."""

    reason = TextAreaField(_l("Səbəb"), [Length(max=500)])
