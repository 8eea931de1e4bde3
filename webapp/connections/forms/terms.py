"""A new number of the law."""

from wtforms import IntegerField, SelectField, StringField
from wtforms.fields import SelectChoice  # type: ignore[attr-defined] # newer than the published types
from wtforms.validators import DataRequired, InputRequired

from webapp.connections.forms.fields import at_most
from webapp.connections.wording import TERMS
from webapp.core.text import _l
from webapp.ui.fields import DayField
from webapp.ui.forms import Form


class TermForm(Form):
    """Which term, how long, from which day, by which document."""

    code = SelectField(
        _l("Müddət"),
        [DataRequired(message=_l("Müddəti seçin."))],
        choices=[SelectChoice(code, title) for code, (title, _unit) in TERMS.items()],
    )
    value = IntegerField(_l("Yeni qiymət"), [InputRequired(message=_l("Tam ədəd yazın."))])
    valid_from = DayField(_l("Hansı gündən"), [DataRequired(message=_l("Günü yazın."))])
    document = StringField(
        _l("Əsas sənəd"),
        [DataRequired(message=_l("Əsas sənədi yazın.")), at_most(300)],
        description=_l("Müddəti dəyişən aktın tarixi və nömrəsi"),
    )
