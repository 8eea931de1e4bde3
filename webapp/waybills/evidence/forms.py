"""Forms of evidence: a file that is brought, a hold that is asked for and answered."""

from flask_wtf.file import FileField, FileRequired
from wtforms import StringField, TextAreaField
from wtforms.validators import InputRequired, Length

from webapp.core.text import _l
from webapp.ui.forms import Form


class BringForm(Form):
    """A waybill of another system."""

    file = FileField(_l("Qaimə faylı"), [FileRequired(message=_l("Faylı seçin."))])


class HoldForm(Form):
    """Why a waybill must not be destroyed, and by which paper."""

    number = StringField(
        _l("Qaimənin nömrəsi"), [InputRequired(message=_l("Qaimənin nömrəsini yazın.")), Length(max=40)]
    )
    document = StringField(
        _l("Sənəd (qərar, sorğu) və tarixi"), [InputRequired(message=_l("Sənədi yazın.")), Length(max=200)]
    )
    reason = TextAreaField(_l("Səbəb"), [InputRequired(message=_l("Səbəbi yazın.")), Length(max=1000)])


class AnswerForm(Form):
    """An answer to a hold; ending one needs its reason."""

    reason = StringField(_l("Səbəb"), [Length(max=500)])
