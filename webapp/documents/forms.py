"""The two ways to check without a telephone's camera: the code typed in, or the file itself."""

from flask_wtf.file import FileField, FileRequired
from wtforms import StringField
from wtforms.validators import InputRequired, Length

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


class NumberForm(Form):
    """The number of a document, as it stands on paper."""

    class Meta(Form.Meta):
        """A question, not a change: it is asked by GET."""

        csrf = False

    number = StringField(
        _l("Sənədin nömrəsi"), validators=[InputRequired(_l("Sənədin nömrəsini yazın.")), Length(max=60)]
    )


class PlateForm(Form):
    """A registration plate, as somebody sees it on the road."""

    class Meta(Form.Meta):
        """A question, not a change: it is asked by GET."""

        csrf = False

    plate = StringField(
        _l("Dövlət qeydiyyat nişanı"),
        description=_l("Məsələn, 10-AA-123. Boşluq və defis olmasa da olar."),
        validators=[InputRequired(_l("Qeydiyyat nişanını yazın.")), Length(max=30)],
    )


class FileForm(Form):
    """A PDF that somebody received."""

    file = FileField(_l("PDF fayl"), validators=[FileRequired(_l("Yoxlanacaq PDF faylı seçin."))])
