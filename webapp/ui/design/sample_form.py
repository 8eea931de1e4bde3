"""A form with a field of every kind, untouched or full of mistakes, for the design page."""

from wtforms import (
    BooleanField,
    DateField,
    DecimalField,
    EmailField,
    FileField,
    Form,
    PasswordField,
    RadioField,
    SelectField,
    SelectMultipleField,
    StringField,
    TelField,
    TextAreaField,
)
from wtforms.fields import SelectChoice  # type: ignore[attr-defined] # newer than the published types

from webapp.core.text import _, _l

TRUCKS = [
    SelectChoice("rigid", _l("Yük avtomobili")),
    SelectChoice("tractor", _l("Yarımqoşqulu yedəkçi")),
    SelectChoice("van", _l("Furqon")),
]
RIGHTS = [
    SelectChoice("waybills", _l("Qaimələr")),
    SelectChoice("fleet", _l("Avtomobillər")),
    SelectChoice("payments", _l("Ödənişlər")),
]
PARTIES = [SelectChoice("self", _l("Öz adımdan")), SelectChoice("company", _l("Təşkilatın adından"))]


class SampleForm(Form):
    """One field of each kind. Never sent anywhere."""

    voen = StringField(_l("VÖEN"), description=_l("10 rəqəm, məsələn 9900010101"))
    email = EmailField(_l("E-poçt"))
    phone = TelField(_l("Mobil telefon"))
    weight = DecimalField(_l("Yükün kütləsi"))
    day = DateField(_l("Yükləmə günü"), format=["%d.%m.%Y", "%Y-%m-%d"])
    vehicle = SelectField(_l("Avtomobilin növü"), choices=TRUCKS)
    party = RadioField(_l("Kimin adından işləyirsiniz?"), choices=PARTIES)
    rights = SelectMultipleField(_l("Məsul şəxsə verilən hüquqlar"), choices=RIGHTS)
    agree = BooleanField(_l("Məlumatın düzgün olduğunu təsdiq edirəm"))
    note = TextAreaField(_l("Sürücü üçün qeyd"), description=_l("Telefon nömrəsi və ya şəxsi məlumat yazmayın."))
    password = PasswordField(_l("Parol"))
    code = StringField(_l("SMS ilə gələn kod"), description=_l("6 rəqəm, 2 dəqiqə etibarlıdır"))
    file = FileField(_l("Sənədin şəkli"))

    def errors_for_summary(self) -> list[tuple[str, str]]:
        """Return (id of the field, message) for every error."""
        return [(field.id, str(message)) for field in self for message in field.errors]


def sample_form(*, wrong: bool) -> SampleForm:
    """Return the form with good values, or with a mistake in every field that can have one."""
    if not wrong:
        values = {"voen": "9900010101", "party": "company", "rights": ["fleet"], "phone": "50 123 45 03"}
        return SampleForm(data=values, prefix="good")
    form = SampleForm(prefix="wrong")
    form.voen.errors = [_("VÖEN 10 rəqəmdən ibarət olmalıdır.")]
    form.weight.errors = [_("Kütləni kiloqramla yazın, məsələn 1250,5.")]
    form.vehicle.errors = [_("Avtomobilin növünü seçin.")]
    form.party.errors = [_("Kimin adından işlədiyinizi seçin.")]
    form.rights.errors = [_("Ən azı bir hüquq seçin.")]
    form.agree.errors = [_("Davam etmək üçün təsdiq edin.")]
    form.file.errors = [_("Fayl PDF, JPEG və ya PNG olmalıdır.")]
    return form
