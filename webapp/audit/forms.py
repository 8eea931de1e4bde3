"""How the auditor narrows the journal."""

from flask import request
from wtforms import SelectField, StringField
from wtforms.fields import SelectChoice  # type: ignore[attr-defined] # newer than the published types
from wtforms.validators import Length, Optional

from webapp.audit.queries import Filters, known_actions
from webapp.audit.terms import wording
from webapp.core.text import _, _l
from webapp.ui.fields import DayField
from webapp.ui.forms import Form


class FilterForm(Form):
    """Action, day and object. Comes by GET, so it carries no CSRF token."""

    action = SelectField(_l("Əməliyyat"), validators=[Optional()], validate_choice=False)
    day = DayField(_l("Gün"), validators=[Optional()])
    object_type = StringField(_l("Obyektin növü"), validators=[Optional(), Length(max=80)])
    object_key = StringField(_l("Obyektin nömrəsi"), validators=[Optional(), Length(max=200)])

    @property
    def filters(self) -> Filters:
        """What was asked for."""
        return Filters(self.action.data or "", self.day.data, self.object_type.data or "", self.object_key.data or "")


def filter_form() -> FilterForm:
    """Return the form as this request fills it, its choices being the actions that occur."""
    form = FilterForm(request.args, meta={"csrf": False})
    form.action.choices = [
        SelectChoice("", _("Hamısı")),
        *(SelectChoice(code, wording(code)) for code in known_actions()),
    ]
    form.validate()
    return form
