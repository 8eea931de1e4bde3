"""Form 2 field by field (act 000, annex 2, form 2), and what a participant adds to a service before its test."""

from typing import Any, Final

from wtforms import EmailField, FieldList, FormField, IntegerField, StringField, TelField, TextAreaField
from wtforms.validators import NumberRange, Optional, Regexp

from webapp.connections.forms.application import filled
from webapp.connections.forms.fields import LinesField, Row, at_most
from webapp.connections.labels import BASIS_HINT, FORM2, OFFICIAL, REGULATION_HINT, SERVICE_COLUMNS
from webapp.core.text import _l
from webapp.ui.fields import VersionField
from webapp.ui.forms import Form

LINE, TEXT = at_most(300), at_most(2000)
MOST_SERVICES: Final = 20
PLAIN: Final = (*FORM2, "official_name")


class ServiceRow(Row):
    """A line of the table of services."""

    title = StringField(SERVICE_COLUMNS["title"], [LINE])
    regulation = StringField(SERVICE_COLUMNS["regulation"], [LINE], description=REGULATION_HINT)
    responsible = StringField(SERVICE_COLUMNS["responsible"], [LINE])
    phone = TelField(SERVICE_COLUMNS["phone"], [at_most(30)])


class ServicesForm(Form):
    """Form 2."""

    version = VersionField()
    participant = StringField(FORM2["participant"], [LINE])
    system = StringField(FORM2["system"], [LINE])
    basis = TextAreaField(FORM2["basis"], [TEXT], description=BASIS_HINT)
    services = FieldList(FormField(ServiceRow), max_entries=MOST_SERVICES)
    email = EmailField(FORM2["email"], [at_most(200)])
    phone = TelField(FORM2["phone"], [at_most(30)])
    official_name = StringField(OFFICIAL["official_name"], [LINE])

    @property
    def content(self) -> dict[str, Any]:
        """What was typed, as it is kept."""
        return {**{name: self[name].data or "" for name in PLAIN}, "services": filled(self.services.data)}


class DescriptionForm(Form):
    """What clauses 3.8.2 to 3.8.4 want of a service."""

    version = VersionField()
    code = StringField(
        _l("Xidmətin kodu"),
        [
            Optional(),
            Regexp(r"^[A-Za-z][A-Za-z0-9.\-]{1,60}$", message=_l("Latın hərfi, rəqəm, nöqtə və defis yazın.")),
        ],
        description=_l("Məsələn, `carrierStatus`. Müqavilədə və sorğularda bu kod yazılır."),
    )
    structure = TextAreaField(
        _l("Sorğunun strukturu"), [at_most(60_000)], description=_l("XSD və ya JSON sxemi (3.3.5).")
    )
    test_data = TextAreaField(
        _l("Sınaq məlumatları"),
        [at_most(20_000)],
        description=_l("Sınaq mühitində soruşula bilən dəyərlər və gözlənilən cavablar (3.8.2)."),
    )
    clients = LinesField(
        _l("Müraciət hüququ olan müştərilər"),
        [TEXT],
        description=_l(
            "Hər sətirdə bir müştəri (məsələn, `AZ/GOV/POLICE/checks`) və ya sistemlər qrupunun kodu. "
            "Boş siyahı heç kimə cavab vermir (3.8.3)."
        ),
    )
    archive_what = TextAreaField(_l("Arxivləşdirilən məlumatlar"), [TEXT], description=_l("3.8.4"))
    archive_days = IntegerField(
        _l("Arxivin müddəti, gün"),
        [Optional(), NumberRange(1, 36_500, message=_l("1 ilə 36500 arasında gün yazın."))],
    )
    archive_readers = LinesField(
        _l("Arxivi oxuya bilən şəxslər və hüquqları"),
        [TEXT],
        description=_l("Hər sətirdə bir şəxs: FİN, soyadı, adı, atasının adı – nəyi oxuya bilər."),
    )

    @property
    def said(self) -> dict[str, Any]:
        """What was typed."""
        texts = {name: self[name].data or "" for name in ("code", "structure", "test_data", "archive_what")}
        lists = {"clients": self.clients.lines, "archive_readers": self.archive_readers.lines}
        return {**texts, **lists, "archive_days": self.archive_days.data}


def services_form(content: dict[str, Any], version: int, *, blank_rows: int = 0) -> ServicesForm:
    """Return the form as it was saved, with `blank_rows` more lines in the table."""
    rows = filled(content.get("services") or [])
    lines = min(max(1, len(rows) + blank_rows), MOST_SERVICES)
    rows = [*rows, *({} for _ in range(lines - len(rows)))]
    return ServicesForm(formdata=None, data={**content, "services": rows, "version": version})
