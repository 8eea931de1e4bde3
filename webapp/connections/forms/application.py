"""Form 1 field by field (act 000, annex 2, form 1): a draft is kept with gaps, the check page says what is missing."""

from datetime import date
from typing import Any, Final

from wtforms import EmailField, FieldList, FormField, RadioField, StringField, TelField, TextAreaField
from wtforms.fields import SelectChoice  # type: ignore[attr-defined] # newer than the published types
from wtforms.validators import Optional

from webapp.connections.forms.fields import Row, at_most
from webapp.connections.labels import EXTRACT_HINT, FORM1, FORM1_SECTIONS, OFFICIAL, PERSON_COLUMNS, STATUSES, VERDICTS
from webapp.connections.rules import LEAST_SUPPORT
from webapp.ui.fields import DayField, VersionField
from webapp.ui.forms import Form

LINE, TEXT = at_most(300), at_most(2000)
MOST_PEOPLE: Final = 10
PLAIN: Final = (*(name for name in FORM1 if name not in {"voen", "assessed_on"}), "official_name", "official_post")


class PersonForm(Row):
    """A contact person."""

    name = StringField(PERSON_COLUMNS["name"], [LINE])
    work_phone = TelField(PERSON_COLUMNS["work_phone"], [at_most(30)])
    mobile_phone = TelField(PERSON_COLUMNS["mobile_phone"], [at_most(30)])
    email = EmailField(PERSON_COLUMNS["email"], [at_most(200)])


class ApplicationForm(Form):
    """Form 1. The VÖEN is that of the organisation acted for and is not typed."""

    version = VersionField()
    name = StringField(FORM1["name"], [LINE])
    about = TextAreaField(FORM1["about"], [TEXT])
    voen = StringField(FORM1["voen"], render_kw={"readonly": True})
    status = RadioField(
        FORM1["status"], choices=[SelectChoice(code, text) for code, text in STATUSES.items()], validate_choice=False
    )
    legal_address = StringField(FORM1["legal_address"], [LINE])
    actual_address = StringField(FORM1["actual_address"], [LINE])
    basis_act = StringField(FORM1["basis_act"], [LINE])
    basis_other = StringField(FORM1["basis_other"], [LINE])
    basis_notes = TextAreaField(FORM1["basis_notes"], [TEXT])
    system = StringField(FORM1["system"], [LINE])
    resources = TextAreaField(FORM1["resources"], [TEXT])
    extract = StringField(FORM1["extract"], [LINE], description=EXTRACT_HINT)
    assessed_on = DayField(FORM1["assessed_on"], [Optional()])
    opinion = RadioField(
        FORM1["opinion"], choices=[SelectChoice(code, text) for code, text in VERDICTS.items()], validate_choice=False
    )
    contact = FormField(PersonForm, FORM1_SECTIONS["2.1"])
    support = FieldList(FormField(PersonForm), FORM1_SECTIONS["2.2"], max_entries=MOST_PEOPLE)
    official_name = StringField(OFFICIAL["official_name"], [LINE])
    official_post = StringField(OFFICIAL["official_post"], [LINE])

    @property
    def content(self) -> dict[str, Any]:
        """What was typed, as it is kept."""
        known = {"status": STATUSES, "opinion": VERDICTS}
        said: dict[str, Any] = {name: self[name].data or "" for name in PLAIN}
        said |= {name: said[name] if said[name] in codes else "" for name, codes in known.items()}
        day: date | None = self.assessed_on.data
        said["assessed_on"] = f"{day:%d.%m.%Y}" if day else ""
        said["contact"] = dict(self.contact.data)
        said["support"] = filled(self.support.data)
        return said


def application_form(content: dict[str, Any], version: int, *, blank_rows: int = 0) -> ApplicationForm:
    """Return the form as it was saved, with at least two lines for support persons and `blank_rows` more."""
    people = filled(content.get("support") or [])
    lines = min(max(LEAST_SUPPORT, len(people) + blank_rows), MOST_PEOPLE)
    people = [*people, *({} for _ in range(lines - len(people)))]
    day = content.get("assessed_on")
    assessed = date(*map(int, reversed(day.split(".")))) if day else None
    data = {**content, "support": people, "assessed_on": assessed, "version": version}
    return ApplicationForm(formdata=None, data=data)


def filled(rows: list[dict[str, Any]]) -> list[dict[str, str]]:
    """Return the lines in which something stands."""
    kept = [{name: value or "" for name, value in row.items()} for row in rows]
    return [row for row in kept if any(row.values())]
