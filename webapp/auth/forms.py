"""Forms of the entrance and of the operator's accounts page."""

from wtforms import StringField, TextAreaField
from wtforms.validators import InputRequired, Length

from webapp.core.text import _l
from webapp.ui.forms import Form


class ContinueForm(Form):
    """Only the CSRF token: the rest are the kept form's own fields."""


class SearchForm(Form):
    """Whom the officer looks for. Posted, so that no FİN stands in an address or a log."""

    wanted = StringField(
        _l("FİN və ya ad"),
        validators=[
            InputRequired(_l("FİN və ya ad yazın.")),
            Length(min=2, max=100, message=_l("2–100 simvol yazın.")),
        ],
        description=_l("FİN-i tam, adı isə əvvəlindən yazın. Məsələn: Əliyeva Leyla"),
    )


class ReasonForm(Form):
    """Why access is closed or opened; the person reads the reason of a restriction."""

    reason = TextAreaField(
        _l("Səbəb"),
        validators=[
            InputRequired(_l("Səbəbi yazın.")),
            Length(min=10, max=500, message=_l("Səbəbi 10–500 simvolla yazın.")),
        ],
        description=_l("Bu mətni istifadəçi giriş zamanı görəcək."),
    )
