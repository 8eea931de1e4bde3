"""The desk's forms: a file, a term."""

from typing import Any

from flask_wtf.file import FileField
from wtforms import StringField, TextAreaField
from wtforms.validators import DataRequired, Length

from webapp.core.text import _l
from webapp.ui.forms import Form

MUST = _l("Bu sahəni doldurun.")
LONGEST = Length(max=200)
ONE_A_LINE = _l("Hər sətirdə bir söz.")


class ImportForm(Form):
    """A file of translations."""

    file = FileField(_l("Tərcümə faylı"))


class TermForm(Form):
    """A term, as three languages say it, and words that are not used for it."""

    az = StringField(_l("Azərbaycan dilində"), [DataRequired(MUST), LONGEST])
    en = StringField(_l("İngilis dilində"), [LONGEST])
    ru = StringField(_l("Rus dilində"), [LONGEST])
    forbidden_az = TextAreaField(_l("Azərbaycan dilində belə yazılmır"), [Length(max=2_000)], description=ONE_A_LINE)
    forbidden_en = TextAreaField(_l("İngilis dilində belə yazılmır"), [Length(max=2_000)], description=ONE_A_LINE)
    forbidden_ru = TextAreaField(_l("Rus dilində belə yazılmır"), [Length(max=2_000)], description=ONE_A_LINE)
    note = TextAreaField(_l("Qeyd"), [Length(max=1_000)])

    def said(self) -> dict[str, Any]:
        """Return the term as the service takes it."""
        forbidden = {
            language: [word for word in (self[f"forbidden_{language}"].data or "").splitlines() if word.strip()]
            for language in ("az", "en", "ru")
        }
        words = {name: self[name].data or "" for name in ("az", "en", "ru", "note")}
        return {**words, "forbidden": forbidden}
