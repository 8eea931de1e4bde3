"""What people type in this room."""

from collections.abc import Mapping
from typing import Any, Final

import phonenumbers
from wtforms import (
    EmailField,
    HiddenField,
    SelectField,
    SelectMultipleField,
    StringField,
    TelField,
    TextAreaField,
    ValidationError,
)
from wtforms.fields import SelectChoice  # type: ignore[attr-defined] # newer than the published types
from wtforms.validators import AnyOf, DataRequired, Length, Optional, Regexp

from webapp.cabinets.delegating import Grant
from webapp.cabinets.describing import LABELS
from webapp.cabinets.permissions import delegable_by_area
from webapp.core.actor import current_actor
from webapp.core.azerbaijani import normal_fin
from webapp.core.clock import today
from webapp.core.text import _, _l
from webapp.ui.fields import DayField, VersionField
from webapp.ui.forms import Form

EMAIL: Final = r"^[^@\s]{1,64}@[^@\s.]+(\.[^@\s.]+)+$"
AREA: Final = "area_"
ORGANISATION: Final = "organisation"


class _WhoForm(Form):
    """The number of a person; declared first so that its faults are told first."""

    fin = StringField(
        _l("FİN"),
        description=_l("Şəxsiyyət vəsiqəsindəki 7 simvol"),
        validators=[DataRequired(_l("Məsul şəxsin FİN-ini yazın.")), Length(max=40)],
    )

    def validate_fin(self, field: StringField) -> None:
        """Bring the FİN into its one form; look-alike letters are forgiven."""
        plain = normal_fin(field.data or "")
        if plain is None:
            raise ValidationError(_("FİN 7 simvoldan ibarətdir: latın hərfləri və rəqəmlər, I və O hərfləri olmadan."))
        field.data = plain


class GrantForm(Form):
    """Rights by area and dates; the fields of the areas are added by `grant_form`."""

    valid_from = DayField(_l("Başlanğıc günü"), validators=[Optional()])
    valid_to = DayField(_l("Son gün"), validators=[Optional()])
    version = VersionField(validators=[Optional()])

    @property
    def rights(self) -> frozenset[str]:
        """The codes ticked in all areas."""
        return frozenset(code for name, codes in self.data.items() if name.startswith(AREA) for code in codes or ())

    @property
    def grant(self) -> Grant:
        """What is to be handed on; it begins today when no day was given."""
        return Grant(self.rights, self.valid_from.data or today(), self.valid_to.data)

    @property
    def first_area(self) -> str:
        """The name of the field under which a fault of the rights is shown."""
        return next((name for name in self._fields if name.startswith(AREA)), "valid_to")

    def validate_valid_from(self, field: DayField) -> None:
        """Refuse a beginning in the past for what is only now handed on."""
        if field.data and field.data < today() and not self.version.data:
            raise ValidationError(_("Başlanğıc günü keçmişdə ola bilməz."))


class InviteForm(_WhoForm, GrantForm):
    """Whom to make responsible, and with which rights."""


class ContactForm(Form):
    """The person's own contact data."""

    phone = TelField(
        _l("Mobil telefon"),
        description=_l("Məsələn, +994 50 123 45 67"),
        validators=[DataRequired(_l("Mobil telefonunuzu yazın.")), Length(max=30)],
    )
    email = EmailField(
        _l("E-poçt"),
        validators=[Optional(), Length(max=254), Regexp(EMAIL, message=_l("E-poçtu ad@nümunə.az şəklində yazın."))],
    )

    def validate_phone(self, field: TelField) -> None:
        """Bring the number into the international form (E.164)."""
        try:
            number = phonenumbers.parse(field.data or "", "AZ")
        except phonenumbers.NumberParseException:
            number = None
        if number is None or not phonenumbers.is_possible_number(number):
            raise ValidationError(_("Telefon nömrəsini +994 50 123 45 67 şəklində yazın."))
        field.data = phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164)


class ReportForm(Form):
    """What is wrong, in the person's own words; `about` says whose data: one's own or the organisation's."""

    about = HiddenField(validators=[Optional(), AnyOf(["me", ORGANISATION])])

    field = SelectField(
        _l("Hansı məlumat"),
        choices=[SelectChoice(code, label) for code, label in LABELS.items()],
        validate_choice=False,
        validators=[AnyOf(list(LABELS), message=_l("Siyahıdan seçin."))],
    )
    text = TextAreaField(
        _l("Xəta nədədir?"),
        description=_l("Düzgün məlumatı və onu təsdiq edən sənədi yazın."),
        validators=[
            DataRequired(_l("Xətanı qısa təsvir edin.")),
            Length(max=2000, message=_l("Mətn 2000 simvoldan uzun olmasın.")),
        ],
    )


class AnswerForm(Form):
    """What the case officer answers."""

    text = TextAreaField(
        _l("Cavab"),
        validators=[
            DataRequired(_l("Cavabı yazın.")),
            Length(max=2000, message=_l("Mətn 2000 simvoldan uzun olmasın.")),
        ],
    )


def grant_form(base: type[GrantForm], granted: frozenset[str] | None = None, **values: Any) -> Any:
    """Return a form of `base` with one group of boxes for each area of rights; `granted` are ticked at first."""
    fields: dict[str, Any] = {}
    ticked: dict[str, list[str]] = {}
    for area, rights in delegable_by_area():
        # what this kind of party has not (a state body's rights in a firm) is nobody's to hand on
        choices = [SelectChoice(item.code, item.title) for item in rights if current_actor().has(item.code)]
        name = f"{AREA}{area.code}"
        if not choices:
            continue
        # a code that is not offered is refused by the service, in our words
        fields[name] = SelectMultipleField(area.title, description=area.hint, choices=choices, validate_choice=False)
        ticked[name] = [item.code for item in rights if granted and item.code in granted]
    made = type(base.__name__, (base,), fields)
    return made(data={**ticked, **values})


def titles_of(codes: frozenset[str]) -> list[tuple[Any, list[Any]]]:
    """Return (area, titles of the rights in it) for the rights with these codes, for reading."""
    grouped = [
        (area.title, [item.title for item in rights if item.code in codes]) for area, rights in delegable_by_area()
    ]
    return [(area, titles) for area, titles in grouped if titles]


def under_fields(form: GrantForm, faults: Mapping[str, Any]) -> dict[str, Any]:
    """Return faults named by the service under the names of this form's fields."""
    return {form.first_area if name == "rights" else name: text for name, text in faults.items()}
