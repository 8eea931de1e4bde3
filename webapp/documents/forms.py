"""The two ways to check without a telephone's camera: the code typed in, or the file itself."""

from flask_wtf.file import FileField, FileRequired
from wtforms import StringField
from wtforms.validators import InputRequired

from webapp.core.text import _l
from webapp.ui.forms import Form


class CodeForm(Form):
    """The code under the QR."""

    class Meta(Form.Meta):
        """A question, not a change: it is asked by GET."""

        csrf = False

    code = StringField(
        _l("Yoxlama kodu"),
        description=_l("QR kodun altındakı ünvanın sonunda 26 işarə. Boşluq və defis olsa da olar."),
        validators=[InputRequired(_l("Yoxlama kodunu yazın."))],
    )


class FileForm(Form):
    """A PDF that somebody received."""

    file = FileField(_l("PDF fayl"), validators=[FileRequired(_l("Yoxlanacaq PDF faylı seçin."))])
