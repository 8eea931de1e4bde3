"""How the registration journal is narrowed. Comes by GET, so it carries no CSRF token."""

from flask import request
from wtforms import StringField
from wtforms.validators import Length, Optional

from webapp.core.text import _l
from webapp.ui.fields import DayField
from webapp.ui.forms import Form


class JournalForm(Form):
    """Days from and to, or one number."""

    since = DayField(_l("Hansı gündən"), [Optional()])
    until = DayField(_l("Hansı günədək"), [Optional()])
    number = StringField(_l("Nömrə"), [Optional(), Length(max=20)])


def journal_form() -> JournalForm:
    """Return the form as this request fills it."""
    form = JournalForm(request.args, meta={"csrf": False})
    form.validate()
    return form
