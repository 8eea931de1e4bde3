"""Forms of templates."""

from wtforms import BooleanField, HiddenField, StringField
from wtforms.validators import InputRequired, Length

from webapp.core.text import _l
from webapp.ui.fields import VersionField
from webapp.ui.forms import Form


class PatternForm(Form):
    """A template's name, and who may use it."""

    version = VersionField()
    name = StringField(
        _l("Şablonun adı"),
        [
            InputRequired(_l("Şablona 80 simvola qədər ad verin.")),
            Length(max=80, message=_l("Şablona 80 simvola qədər ad verin.")),
        ],
    )
    shared = BooleanField(_l("Təşkilatda hamı istifadə edə bilər"))


class UseForm(Form):
    """Begin from a template, once for this view of the page."""

    view = HiddenField()
