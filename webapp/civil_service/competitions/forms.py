"""The forms of competitions."""

from typing import Any

from wtforms import IntegerField, SelectField, StringField, TextAreaField
from wtforms.fields import SelectChoice  # type: ignore[attr-defined] # newer than the published types
from wtforms.validators import DataRequired, Length, Optional

from webapp.civil_service.groups.classes import CLASSES
from webapp.civil_service.queries import bodies
from webapp.core.clock import today
from webapp.core.text import _l
from webapp.ui.fields import DayField, MomentField
from webapp.ui.forms import Form

MUST = _l("Bu sahəni doldurun.")


class CompetitionForm(Form):
    """A competition that is announced."""

    body = SelectField(_l("Dövlət orqanı"), validate_choice=False)
    unit = StringField(_l("Struktur bölməsi"), [DataRequired(MUST), Length(max=300)])
    post_title = StringField(_l("Vəzifə"), [DataRequired(MUST), Length(max=300)])
    post_class = SelectField(
        _l("Vəzifənin təsnifatı"), choices=[SelectChoice(c, w) for c, w in CLASSES.items()], validate_choice=False
    )
    requirements = TextAreaField(_l("Tələblər"), [DataRequired(MUST), Length(max=4000)])
    closes_at = MomentField(_l("Qeydiyyatın bağlanma vaxtı"), validators=[DataRequired(MUST)])
    test_on = DayField(_l("Test imtahanının günü"), validators=[DataRequired(MUST)])

    def __init__(self, *args: Any, **more: Any) -> None:
        super().__init__(*args, **more)
        self.body.choices = [SelectChoice(one.public_id, one.name) for one in bodies(today())]


class RegistrationForm(Form):
    """What a candidate adds to what is known of the person."""

    education = StringField(
        _l("Təhsil və ixtisas"),
        [DataRequired(_l("Təhsilinizi və ixtisasınızı yazın.")), Length(max=300)],
        description=_l("Məsələn: Bakı Dövlət Universiteti, hüquq, 2015"),
    )


class ScoreForm(Form):
    """A candidate's scores."""

    test = IntegerField(_l("Test (0–100)"), [Optional()])
    interview = IntegerField(_l("Müsahibə (0–50)"), [Optional()])


class CancelForm(Form):
    """Why a competition is called off."""

    reason = TextAreaField(_l("Səbəb"), [DataRequired(MUST), Length(max=2000)])
