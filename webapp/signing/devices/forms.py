"""Forms about phones' keys."""

from wtforms import StringField
from wtforms.validators import DataRequired, Length

from webapp.core.text import _l
from webapp.ui.forms import Form


class PersonForm(Form):
    """Whose phones are looked for."""

    fin = StringField(_l("FİN"), [DataRequired(message=_l("FİN-i yazın.")), Length(max=20)])
