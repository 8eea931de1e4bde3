"""Form 2 field by field (decision 191/2011, Rules, annex 2): a draft is kept with gaps, the check page says what is missing."""

from typing import Any, Final

from wtforms import (
    BooleanField,
    HiddenField,
    RadioField,
    SelectMultipleField,
    StringField,
    TextAreaField,
    URLField,
)
from wtforms.fields import SelectChoice  # type: ignore[attr-defined] # newer than the published types
from wtforms.validators import DataRequired, Length, Optional

from webapp.catalogue.content import day_of
from webapp.catalogue.labels import (
    CHANGED_ON,
    CONFIRMED,
    FORM2,
    HEAD,
    HINTS,
    KINDS,
    LIST_NO,
    PAYMENTS,
    REGISTER_NUMBER,
    REQUESTS,
    USERS,
)
from webapp.catalogue.models import Application
from webapp.core.text import Text, _l
from webapp.ui.fields import DayField, VersionField
from webapp.ui.forms import Form

LINE: Final = Length(max=500, message=_l("Ən çoxu %(max)d simvol yazın."))
TEXT: Final = Length(max=4000, message=_l("Ən çoxu %(max)d simvol yazın."))
SHORT: Final = Length(max=30, message=_l("Ən çoxu %(max)d simvol yazın."))


def choices(words: dict[str, Text]) -> list[SelectChoice]:
    """Return the choices of a field."""
    return [SelectChoice(code, text) for code, text in words.items()]


class StartForm(Form):
    """Item 2 of the form: what is asked for, and the register number that amending and cancelling need."""

    request = RadioField(
        FORM2["request"], [DataRequired(message=_l("Nə xahiş etdiyinizi seçin."))], choices=choices(REQUESTS)
    )
    number = StringField(REGISTER_NUMBER, [SHORT], description=_l("Düzəliş və ləğv üçün yazılır."))
    list_no = StringField(
        LIST_NO, [SHORT], description=_l("Xidmət 191 nömrəli qərarın Siyahısındadırsa, onun nömrəsi, məsələn 17.2.")
    )
    offer = HiddenField()


class ApplicationForm(Form):
    """The ten items and the confirmation; the choice of item 2 was made before and is not typed again."""

    version = VersionField()
    body = StringField(FORM2["body"], [LINE], description=HINTS["body"])
    number = StringField(REGISTER_NUMBER, [SHORT])
    name = StringField(FORM2["name"], [LINE], description=HINTS["name"])
    executors = TextAreaField(FORM2["executors"], [TEXT], description=HINTS["executors"])
    content = TextAreaField(FORM2["content"], [TEXT], description=HINTS["content"])
    legal_basis = TextAreaField(FORM2["legal_basis"], [TEXT], description=HINTS["legal_basis"])
    kind = RadioField(FORM2["kind"], choices=choices(KINDS), validate_choice=False)
    payment = RadioField(FORM2["payment"], choices=choices(PAYMENTS), validate_choice=False)
    users = SelectMultipleField(FORM2["users"], choices=choices(USERS), validate_choice=False)
    place = URLField(FORM2["place"], [LINE], description=HINTS["place"])
    list_no = StringField(LIST_NO, [SHORT])
    changed_on = DayField(CHANGED_ON, [Optional()])
    head = StringField(HEAD, [LINE])
    confirmed = BooleanField(CONFIRMED)

    @property
    def said(self) -> dict[str, Any]:
        """What was typed, as it is kept; the head's name is kept apart."""
        day = self.changed_on.data
        rest = {name: value for name, value in self.data.items() if name not in {"csrf_token", "version", "head"}}
        return {**rest, "changed_on": day.isoformat() if day else ""}


def application_form(application: Application) -> ApplicationForm:
    """Return the form as it was saved."""
    content = application.content
    kept = {**content, "changed_on": day_of(content["changed_on"]), "head": application.head}
    return ApplicationForm(formdata=None, data={**kept, "version": application.version})
