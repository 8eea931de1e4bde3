"""Forms of upkeep, and of the report of a fault."""

from wtforms import HiddenField, RadioField, SelectField, StringField, TextAreaField
from wtforms.validators import Optional

from webapp.core.text import _l
from webapp.incidents import wording
from webapp.incidents.forms.office import LINE, MANY, choices, toned, wanted
from webapp.ui.fields import DayField
from webapp.ui.forms import Form


class FaultForm(Form):
    """A fault that anybody reports. `website` is filled in by machines only."""

    page = HiddenField(filters=[lambda value: (value or "")[:500]])
    description = TextAreaField(_l("Nə baş verdi?"), [wanted(_l("Nə baş verdiyini yazın.")), MANY])
    hindrance = RadioField(
        _l("Bu sizə necə mane olur?"), [wanted(_l("Birini seçin."))], choices=choices(wording.HINDRANCES)
    )
    contact = StringField(
        _l("Sizinlə necə əlaqə saxlayaq?"), [LINE], description=_l("Telefon və ya elektron poçt. Məcburi deyil.")
    )
    website = StringField(_l("Bu sahəni boş saxlayın"))


class SettingForm(Form):
    """One setting of protection."""

    value = TextAreaField(_l("Qiymət"), [MANY])


class InspectionForm(Form):
    """An inspection that was done today."""

    result = RadioField(_l("Nəticə"), [wanted(_l("Nəticəni seçin."))], choices=toned(wording.RESULTS))
    text = TextAreaField(_l("Nə yoxlanıldı, nə tapıldı"), [wanted(_l("Nə yoxlandığını yazın.")), MANY])


class ChangeForm(Form):
    """A proposed change."""

    source = SelectField(_l("Təklifin mənbəyi"), choices=choices(wording.CHANGE_SOURCES))
    title = StringField(_l("Adı"), [wanted(_l("Dəyişikliyin adını yazın.")), LINE])
    text = TextAreaField(_l("Təsviri"), [wanted(_l("Dəyişikliyi təsvir edin.")), MANY])
    planned_on = DayField(_l("Planlaşdırılan buraxılış günü"), [Optional()])


class ChangeStepForm(Form):
    """A step of a change."""

    text = TextAreaField(_l("Qeyd"), [MANY])
    on = DayField(_l("Buraxılış günü"), [Optional()])


class ReleaseForm(Form):
    """What a version brings."""

    version = StringField(_l("Versiya"), [wanted(_l("Versiyanı yazın.")), LINE])
    text = TextAreaField(_l("Nə dəyişib"), [wanted(_l("Nə dəyişdiyini yazın.")), MANY])
