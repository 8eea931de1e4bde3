"""The cashier's forms: money as people type it, banknotes and coins by the piece, who travels, how it is paid."""

from collections.abc import Sequence
from decimal import Decimal, InvalidOperation
from typing import Any, Final

from wtforms import HiddenField, IntegerField, RadioField, SelectField, StringField
from wtforms.fields import SelectChoice  # type: ignore[attr-defined] # newer than the published types
from wtforms.validators import DataRequired, InputRequired, Length, NumberRange, Optional, Regexp

from webapp.core.ids import new_public_id
from webapp.core.text import _, _l
from webapp.tills.rules import DENOMINATIONS, MOST_OF_ONE, MOST_QEPIK, Category
from webapp.tills.wording import CATEGORIES, METHODS
from webapp.ui.fields import DayField
from webapp.ui.forms import Form

LONGEST: Final = 200
WORDS: Final = Length(max=LONGEST, message=_l("Mətn 200 işarədən uzun olmasın."))
CARD_NUMBER: Final = [DataRequired(_l("Kartın nömrəsini yazın.")), Length(max=40, message=_l("Nömrə çox uzundur."))]
ONCE: Final = r"^[0-9A-HJKMNP-TV-Z]{26}$"


class AmountField(StringField):
    """An amount in manat, typed as 12,50 or 12.5; `qepik` is what it is in qəpik, None when nothing was typed."""

    qepik: int | None = None

    def process_formdata(self, valuelist: list[Any]) -> None:
        """Read the amount. Raises ValueError, which becomes the field's error."""
        super().process_formdata(valuelist)
        typed = str(self.data or "").replace(" ", "").replace("₼", "").replace(",", ".").strip()
        if not typed:
            return
        try:
            found = Decimal(typed) * 100 if typed.isascii() and len(typed) < 12 else None  # noqa: PLR2004 - beyond any till
        except InvalidOperation:
            found = None
        if found is None or not found.is_finite() or found != found.to_integral_value() or not 0 <= found <= MOST_QEPIK:
            raise ValueError(_("Məbləği manatla yazın, məsələn 12,50."))
        self.qepik = int(found)


class OnceForm(Form):
    """A form that does its deed once, however often it is sent: it carries a token of its own."""

    once = HiddenField(validators=[Regexp(ONCE)], default=new_public_id)


class OpenForm(Form):
    """The cash that is in the till when a shift begins."""

    opening = AmountField(_l("Kassada sayılan nağd vəsait, ₼"), [InputRequired(_l("Sayılan vəsaiti yazın."))])
    reason = StringField(_l("Fərqin səbəbi"), [WORDS])


class MoveForm(OnceForm):
    """Cash that comes or goes, by a paper's number."""

    amount = AmountField(_l("Məbləğ, ₼"), [InputRequired(_l("Məbləği yazın."))])
    paper = StringField(
        _l("Orderin və ya inkassasiya vərəqinin nömrəsi"),
        [DataRequired(_l("Sənədin nömrəsini yazın.")), Length(max=40, message=_l("Nömrə çox uzundur."))],
    )


class CloseForm(Form):
    """Made by `close_form`."""

    reason = StringField(_l("Fərqin səbəbi və ya qeyd"), [WORDS])

    def pieces(self) -> dict[int, int]:
        """Return how many of each banknote and coin were counted."""
        return {worth: self[f"piece_{worth}"].data or 0 for worth in DENOMINATIONS}


def close_form(**options: Any) -> CloseForm:
    """Return the form of counting: a number for each denomination."""
    fields: dict[str, Any] = {}
    for worth in DENOMINATIONS:
        label = _l("%(worth)s ₼", worth=worth // 100) if worth >= 100 else _l("%(worth)s qəpik", worth=worth)  # noqa: PLR2004 - a manat
        fields[f"piece_{worth}"] = IntegerField(
            label,
            [Optional(), NumberRange(0, MOST_OF_ONE, message=_l("Sayı rəqəmlə yazın."))],
        )
    made: CloseForm = type("CountedForm", (CloseForm,), fields)(**options)
    return made


class RideForm(Form):
    """From where, where to, which day; sent by GET."""

    class Meta(Form.Meta):
        """No token stands in an address."""

        csrf = False

    origin = StringField(_l("Haradan"), [DataRequired(message=_l("Haradan getdiyini yazın.")), Length(max=60)])
    target = StringField(_l("Haraya"), [DataRequired(message=_l("Haraya getdiyini yazın.")), Length(max=60)])
    day = DayField(_l("Gün"), [InputRequired(message=_l("Günü yazın."))])


class PayForm(OnceForm):
    """Cash with what was handed over, or the terminal with its number of the payment."""

    method = RadioField(_l("Ödəniş üsulu"), default="cash", choices=[])
    given = AmountField(_l("Alınan nağd, ₼"), description=_l("Boş buraxılsa, dəqiq məbləğ sayılır"))
    reference = StringField(_l("Terminal çekinin nömrəsi"), [Length(max=40, message=_l("Nömrə çox uzundur."))])

    def __init__(self, *arguments: Any, **options: Any) -> None:
        super().__init__(*arguments, **options)
        self.method.choices = [SelectChoice(code.value, str(words)) for code, words in METHODS.items()]


class CardForm(PayForm):
    """A card of the stock that is sold, with money on it if wished."""

    product = SelectField(_l("Kartın növü"), choices=[])
    number = StringField(_l("Kartın nömrəsi"), CARD_NUMBER)
    load = AmountField(_l("Karta yazılacaq məbləğ, ₼"))

    def __init__(self, products: Sequence[tuple[str, str]], **options: Any) -> None:
        super().__init__(**options)
        self.product.choices = [SelectChoice(code, name) for code, name in products]


class TopUpForm(PayForm):
    """A card that is loaded."""

    number = StringField(_l("Kartın nömrəsi"), CARD_NUMBER)
    amount = AmountField(_l("Məbləğ, ₼"), [InputRequired(_l("Məbləği yazın."))])


class NumberForm(OnceForm):
    """The number of a ticket that somebody brings back."""

    number = StringField(_l("Biletin nömrəsi"), [DataRequired(message=_l("Biletin nömrəsini yazın.")), Length(max=40)])


class AnswerForm(Form):
    """What the second person says; a no says why."""

    answer = StringField(_l("Cavab"), [Length(max=500, message=_l("Mətn 500 işarədən uzun olmasın."))])


class GiveForm(Form):
    """The ticket that is given back, and the offer that was shown."""

    number = HiddenField(validators=[DataRequired(), Length(max=40)])
    quote = HiddenField(validators=[DataRequired(), Length(max=40)])


class VoidForm(OnceForm):
    """Why a sale of a moment ago is taken back."""

    reason = StringField(_l("Səbəb"), [DataRequired(_l("Səbəbi yazın.")), WORDS])


class TillForm(Form):
    """A new till of a station that one keeps."""

    station = SelectField(_l("Stansiya"), choices=[])
    name = StringField(_l("Kassanın adı"), [DataRequired(_l("Kassanın adını yazın.")), Length(max=60)])

    def __init__(self, stations: Sequence[tuple[str, str]], **options: Any) -> None:
        super().__init__(**options)
        self.station.choices = [SelectChoice(code, name) for code, name in stations]


class KeeperForm(Form):
    """Who keeps a station from a day on."""

    station = SelectField(_l("Stansiya"), choices=[])
    number = StringField(_l("VÖEN"), [DataRequired(_l("VÖEN-i yazın.")), Length(max=20)])
    category = SelectField(_l("Kateqoriya"), choices=[])
    since = DayField(_l("Hansı gündən"), [InputRequired(message=_l("Günü yazın."))])

    def __init__(self, stations: Sequence[tuple[str, str]], **options: Any) -> None:
        super().__init__(**options)
        self.station.choices = [SelectChoice(code, name) for code, name in stations]
        self.category.choices = category_choices()


class ShareForm(Form):
    """What stations of a category keep from a day on."""

    which = SelectField(_l("Kateqoriya"), choices=[])
    percent = StringField(
        _l("Pay, faiz"),
        [DataRequired(_l("Faizi yazın.")), Regexp(r"^\d{1,2}([.,]\d)?$", message=_l("Faizi yazın, məsələn 17,5."))],
    )
    basis = StringField(_l("Əsas (müqavilə, qərar)"), [DataRequired(_l("Əsası yazın.")), WORDS])
    share_since = DayField(_l("Hansı gündən"), [InputRequired(message=_l("Günü yazın."))])

    def __init__(self, **options: Any) -> None:
        super().__init__(**options)
        self.which.choices = category_choices()

    @property
    def permille(self) -> int:
        """The share in thousandths."""
        return int(Decimal((self.percent.data or "0").replace(",", ".")) * 10)


def category_choices() -> list[Any]:
    """Return the categories of stations as choices."""
    return [SelectChoice(one.value, str(CATEGORIES[one])) for one in Category]
