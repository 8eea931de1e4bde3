"""The form by which a table is sent."""

from flask_wtf.file import FileField, FileRequired

from webapp.core.text import _l
from webapp.ui.forms import Form


class TableForm(Form):
    """A table of waybills."""

    file = FileField(_l("Cədvəl"), [FileRequired(message=_l("Faylı seçin."))])
