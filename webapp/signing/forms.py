"""The two small forms of the signing page."""

from wtforms import StringField
from wtforms.validators import AnyOf, InputRequired

from webapp.signing.rules import Means
from webapp.ui.forms import Form


class CancelForm(Form):
    """Nothing but the token: giving up asks no question."""


class AgainForm(Form):
    """By what to sign this time; the value comes from the button pressed."""

    means = StringField(validators=[InputRequired(), AnyOf([each.value for each in Means])])
