"""Forms of the room. Numbers and codes are typed into forms only: never into an address."""

from decimal import Decimal
from typing import Any, Final

from wtforms import BooleanField, Field, IntegerField, SelectField, StringField, TextAreaField, ValidationError
from wtforms.fields import SelectChoice  # type: ignore[attr-defined] # newer than the published types
from wtforms.validators import DataRequired, InputRequired, Length, NumberRange, Optional, Regexp
from wtforms.widgets import TextInput

from webapp.core.text import _, _l
from webapp.transport_card.rules import plain_number
from webapp.ui.fields import DayField
from webapp.ui.forms import Form

LONGEST_NAME: Final = 40
LONGEST_WHOLE: Final = 8  # digits of manat, far beyond any limit
QEPIK_DIGITS: Final = 2
AMOUNT: Final = _l("Məbləği manatla yazın, məsələn, 5 və ya 2,50.")


class ManatField(Field):
    """An amount in manat as people write it; `data` is qəpik."""

    widget = TextInput()
    data: int | None

    def process_formdata(self, valuelist: list[Any]) -> None:
        """Read the amount. Raises ValueError, which becomes the field's error."""
        typed = str(valuelist[0]).strip() if valuelist else ""
        self.shown, self.data = typed, None
        if not typed:
            return
        whole, point, part = typed.replace("₼", "").strip().replace(",", ".").partition(".")
        digits = (whole + part).isascii() and (whole + part).isdigit()
        if not digits or not whole or len(whole) > LONGEST_WHOLE or len(part) > QEPIK_DIGITS or (point and not part):
            raise ValueError(str(AMOUNT))
        self.data = int(Decimal(f"{whole}.{part or 0}") * 100)

    def _value(self) -> str:
        shown: str | None = getattr(self, "shown", None)
        if shown is not None:
            return shown
        return "" if self.data is None else f"{self.data // 100},{self.data % 100:02d}"


def number_field(label: Any = None) -> StringField:
    """Return the field of a card's number; `plain_number` of what it holds is sure to be one."""
    return StringField(
        label or _l("Kartın nömrəsi"),
        [DataRequired(message=_l("Kartın üzərindəki nömrəni yazın.")), Length(max=40), _is_number],
    )


def _is_number(_form: Any, field: Any) -> None:
    if plain_number(field.data or "") is None:
        raise ValidationError(_("Nömrəni kartdakı kimi yazın: bir rəqəm səhvdir və ya çatışmır."))


class NumberForm(Form):
    """The number of a card."""

    number = number_field()

    @property
    def plain(self) -> str:
        """The number as digits; the form was valid."""
        return plain_number(self.number.data or "") or ""


class ProofForm(NumberForm):
    """Number and printed code: what proves that one has the card."""

    code = StringField(
        _l("Kartın arxasındakı kod"),
        [
            DataRequired(message=_l("Kartın arxasındakı 6 rəqəmli kodu yazın.")),
            Regexp(r"^\s*[0-9]{6}\s*$", message=_l("Kod 6 rəqəmdən ibarətdir.")),
        ],
    )

    @property
    def plain_code(self) -> str:
        """The code as digits."""
        return (self.code.data or "").strip()


class LinkForm(ProofForm):
    """A card to be put into the cabinet, under a name of one's own."""

    name = StringField(_l("Karta ad verin"), [Optional(), Length(max=LONGEST_NAME, message=_l("Ad çox uzundur."))])


class AmountForm(Form):
    """How much to load."""

    amount = ManatField(_l("Məbləğ"), [InputRequired(message=AMOUNT)])


class GuestTopUpForm(NumberForm):
    """A card's number and how much to load on it; it may be anybody's card."""

    amount = ManatField(_l("Məbləğ"), [InputRequired(message=AMOUNT)])


class ArrangeForm(Form):
    """The card's name, and below which balance to be told."""

    name = StringField(_l("Kartın adı"), [Optional(), Length(max=LONGEST_NAME, message=_l("Ad çox uzundur."))])
    low_at = ManatField(_l("Balans bundan aşağı düşəndə xəbər verin"), [Optional()])


class TransferForm(Form):
    """To which of one's other cards the balance goes; the choices are given by the page."""

    target = SelectField(_l("Qalıq hansı karta köçürülsün?"), choices=[])


class PeriodForm(Form):
    """The days of a statement; sent by GET."""

    class Meta(Form.Meta):
        """No token stands in an address."""

        csrf = False

    first = DayField(_l("Bu gündən"), [Optional()])
    last = DayField(_l("Bu günədək"), [Optional()])


class ReasonForm(Form):
    """Why the office does something."""

    reason = StringField(_l("Səbəb"), [DataRequired(message=_l("Səbəbi yazın.")), Length(max=300)])


class StockForm(Form):
    """Cards to be printed."""

    product = SelectField(_l("Kartın növü"), choices=[])
    count = IntegerField(
        _l("Neçə kart"),
        [InputRequired(message=_l("Sayı yazın.")), NumberRange(1, 1000, message=_l("1-dən 1000-ə qədər yazın."))],
    )


class DeviceForm(Form):
    """A validator to be registered."""

    code = StringField(
        _l("Validatorun kodu"),
        [
            DataRequired(message=_l("Validatorun kodunu yazın.")),
            Regexp(
                r"^[A-Z0-9-]{3,20}$", message=_l("Kod böyük latın hərfləri, rəqəm və defisdən ibarətdir: VAL-0001.")
            ),
        ],
    )
    vehicle = StringField(
        _l("Avtobusun qeydiyyat nişanı"),
        [
            DataRequired(message=_l("Qeydiyyat nişanını yazın.")),
            Regexp(r"^[0-9]{2}-[A-Z]{2}-[0-9]{3}$", message=_l("Nişanı belə yazın: 10-AA-001.")),
        ],
    )
    route = SelectField(_l("Şəhər marşrutu"), choices=[])
    key = TextAreaField(
        _l("Açıq açar (PEM, ECDSA P-256)"), [DataRequired(message=_l("Açarı yapışdırın.")), Length(max=2000)]
    )


class TariffForm(Form):
    """A new row of a city route's fare."""

    route = SelectField(_l("Şəhər marşrutu"), choices=[])
    fare = ManatField(_l("Gediş haqqı"), [InputRequired(message=AMOUNT)])
    transfer = ManatField(_l("Başqa avtobusa keçəndə"), [InputRequired(message=AMOUNT)])
    transfer_minutes = IntegerField(
        _l("Keçid müddəti, dəqiqə"),
        [
            InputRequired(message=_l("0-dan 240-a qədər yazın.")),
            NumberRange(0, 240, message=_l("0-dan 240-a qədər yazın.")),
        ],
    )
    pass_back = IntegerField(
        _l("Eyni avtobusda təkrar oxunuş, saniyə"),
        [
            InputRequired(message=_l("0-dan 7200-ə qədər yazın.")),
            NumberRange(0, 7200, message=_l("0-dan 7200-ə qədər yazın.")),
        ],
    )
    valid_from = DayField(_l("Qüvvəyə mindiyi gün"), [InputRequired(message=_l("Günü yazın."))])
    basis = StringField(_l("Hüquqi əsas"), [DataRequired(message=_l("Hüquqi əsası yazın.")), Length(max=300)])


class ProductForm(Form):
    """A new row of a product: the terms from a day on."""

    product = SelectField(_l("Kartın növü"), choices=[])
    price = ManatField(_l("Kartın qiyməti"), [InputRequired(message=AMOUNT)])
    refundable = BooleanField(_l("Qalıq bağlananda qaytarılır"))
    negative = ManatField(_l("Sıfırdan aşağı buraxılan məbləğ"), [InputRequired(message=AMOUNT)])
    least = ManatField(_l("Ən az artırma"), [InputRequired(message=AMOUNT)])
    most = ManatField(_l("Ən çox artırma"), [InputRequired(message=AMOUNT)])
    balance = ManatField(_l("Kartda ən çox balans"), [InputRequired(message=AMOUNT)])
    fee = ManatField(_l("Qalığın köçürülmə haqqı"), [InputRequired(message=AMOUNT)])
    valid_from = DayField(_l("Qüvvəyə mindiyi gün"), [InputRequired(message=_l("Günü yazın."))])
    basis = StringField(_l("Hüquqi əsas"), [DataRequired(message=_l("Hüquqi əsası yazın.")), Length(max=300)])


def choices(pairs: list[tuple[str, str]]) -> list[Any]:
    """Return choices of a select from (value, words)."""
    return [SelectChoice(value, words) for value, words in pairs]
