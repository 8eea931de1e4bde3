"""What is chosen before a check, and what officers and carriers type into the registers."""

from typing import Any, Final

from wtforms import BooleanField, RadioField, SelectField, SelectMultipleField, StringField, TextAreaField
from wtforms.fields import SelectChoice  # type: ignore[attr-defined] # newer than the published types
from wtforms.validators import DataRequired, Length, Optional, ValidationError

from webapp.carriers.wording import ACTIVITIES, GROUNDS, OPERATOR_KINDS
from webapp.core.azerbaijani import normal_fin, normal_voen
from webapp.core.clock import today
from webapp.core.text import Text, _, _l
from webapp.ui.fields import DayField, VersionField
from webapp.ui.forms import Form

MONTH, QUARTER, YEAR = 30, 90, 365
PERIODS: Final = ((MONTH, _l("Son 30 gün")), (QUARTER, _l("Son 90 gün")), (YEAR, _l("Son bir il")))
LINE, TEXT = 300, 2000
BARCODE: Final = 12


def needed(text: Text) -> Any:
    """Return the validator that says `text` when nothing was typed or chosen."""
    return DataRequired(text)


def at_most(limit: int) -> Any:
    """Return the validator that refuses more than `limit` letters."""
    return Length(max=limit, message=_l("Mətn çox uzundur: ən çoxu %(limit)s işarə ola bilər.", limit=limit))


def choices(words: dict[str, Any]) -> list[SelectChoice]:
    """Return what a field offers, in the order of `words`."""
    return [SelectChoice(code, words[code]) for code in words]


class CrossingsForm(Form):
    """For how long back."""

    days = SelectField(
        _l("Hansı müddət üzrə"),
        coerce=int,
        default=QUARTER,
        choices=[SelectChoice(days, label) for days, label in PERIODS],
    )


class InsurancesForm(Form):
    """Where passengers are carried."""

    within_settlement = BooleanField(_l("Sərnişinlər yalnız şəhər və ya qəsəbə daxilində daşınır"))


class PowerForm(Form):
    """The bar code on a power of attorney, else the number and the day of the act in the notaries' register."""

    barcode = StringField(_l("Etibarnamənin ştrix-kodu"))
    number = StringField(_l("Reyestr nömrəsi"), [at_most(LINE)])
    given_on = DayField(_l("Reyestrə daxil edildiyi gün"), [Optional()])

    def validate_barcode(self, field: Any) -> None:
        """Take twelve digits, spaces forgiven; without them the other two are needed."""
        field.data = "".join((field.data or "").split())
        if not field.data and self.number.data and self.given_on.data:
            return
        if not field.data:
            raise ValidationError(_("Ştrix-kodu, yaxud reyestr nömrəsini və tarixi yazın."))
        if not (field.data.isascii() and field.data.isdigit() and len(field.data) == BARCODE):
            raise ValidationError(_("Ştrix-kod 12 rəqəmdən ibarətdir."))


class AssignForm(Form):
    """The driver to whom a vehicle is given."""

    driver = SelectField(_l("Sürücü"), [needed(_l("Sürücünü seçin."))], validate_choice=False)

    def offer(self, drivers: list[tuple[str, str]]) -> None:
        """Fill the choice with drivers that are not with the vehicle yet: public id and name."""
        self.driver.choices = [SelectChoice("", _("Seçin")), *(SelectChoice(*one) for one in drivers)]


class CarrierForm(Form):
    """What an officer says of a carrier: everything else the taxpayers' register says."""

    version = VersionField()
    activities = SelectMultipleField(
        _l("Nə daşıyır"), [needed(_l("Ən azı bir daşıma növünü seçin."))], choices=choices(ACTIVITIES)
    )
    basis = TextAreaField(
        _l("Qeydə alınmanın əsası"),
        [needed(_l("Əsası yazın.")), at_most(TEXT)],
        description=_l("Sənədin adı, tarixi və nömrəsi"),
    )


class NewCarrierForm(CarrierForm):
    """The same, and whom it is about."""

    voen = StringField(_l("VÖEN"), [needed(_l("VÖEN-i yazın."))])

    def validate_voen(self, field: Any) -> None:
        """Take a number with a right check digit."""
        number = normal_voen(field.data or "")
        if number is None:
            raise ValidationError(_("VÖEN 10 rəqəmdən ibarətdir. Rəqəmləri yoxlayın."))
        field.data = number


class SuspensionForm(Form):
    """On what ground and for which days a carrier is to be suspended."""

    ground = RadioField(_l("Əsas"), [needed(_l("Əsası seçin."))], choices=choices(GROUNDS))
    note = TextAreaField(_l("İzah"), [needed(_l("Nəyə görə dayandırıldığını izah edin.")), at_most(TEXT)])
    starts_on = DayField(_l("Hansı gündən"), [needed(_l("Başlanğıc günü yazın."))])
    ends_on = DayField(_l("Hansı günədək"), [Optional()], description=_l("Boş qalsa, ləğv edilənədək qüvvədə olacaq"))

    def validate_starts_on(self, field: Any) -> None:
        """Suspend from today on, never for days that are over."""
        if field.data and field.data < today():
            raise ValidationError(_("Keçmiş gündən dayandırmaq olmaz."))

    def validate_ends_on(self, field: Any) -> None:
        """Take a last day that is not before the first."""
        if field.data and self.starts_on.data and field.data < self.starts_on.data:
            raise ValidationError(_("Son gün başlanğıc gündən əvvəl ola bilməz."))


class ReasonForm(Form):
    """Why something is decided."""

    reason = TextAreaField(_l("Səbəb"), [needed(_l("Səbəbi yazın.")), at_most(TEXT)])


class OperatorForm(Form):
    """An operator's entry. The FİN of the responsible person is kept sealed and shown masked."""

    version = VersionField()
    kind = RadioField(_l("Nə daşıyır"), [needed(_l("Daşıma növünü seçin."))], choices=choices(OPERATOR_KINDS))
    address = StringField(_l("Ünvan"), [needed(_l("Ünvanı yazın.")), at_most(LINE)])
    responsible_name = StringField(
        _l("Məsul şəxsin adı, atasının adı və soyadı"), [needed(_l("Məsul şəxsin adını yazın.")), at_most(LINE)]
    )
    responsible_fin = StringField(_l("Məsul şəxsin FİN-i"), [needed(_l("FİN-i yazın."))])

    def validate_responsible_fin(self, field: Any) -> None:
        """Take a FİN in any writing."""
        number = normal_fin(field.data or "")
        if number is None:
            raise ValidationError(_("FİN 7 işarədən ibarətdir. Şəxsiyyət vəsiqəsindəki kimi yazın."))
        field.data = number
