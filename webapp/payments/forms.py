"""Forms: which payment system, why money goes back, what a difference was."""

from typing import Any, Final

from wtforms import HiddenField, RadioField, StringField
from wtforms.fields import SelectChoice  # type: ignore[attr-defined] # newer than the published types
from wtforms.validators import AnyOf, InputRequired, Length

from webapp.core.text import _l
from webapp.payments.gateways import offered
from webapp.payments.wording import PROVIDER_NAMES
from webapp.ui.forms import Form

LONGEST: Final = 500


class PayForm(Form):
    """The choice of a payment system. Nothing else: what is paid and how much is known here."""

    provider = RadioField(
        _l("Ödəniş sistemi"),
        default="asan_odenis",
        validators=[InputRequired(_l("Ödəniş sistemini seçin."))],
        validate_choice=False,
    )

    def __init__(self, *arguments: Any, **options: Any) -> None:
        super().__init__(*arguments, **options)
        self.provider.choices = [SelectChoice(code, PROVIDER_NAMES[code]) for code in offered()]

    def validate_provider(self, field: RadioField) -> None:
        """Only systems that we have."""
        AnyOf(offered(), message=str(_l("Ödəniş sistemini seçin.")))(self, field)


class GiveUpForm(Form):
    """Taking a payment back that is under way."""


class ReasonForm(Form):
    """Why money goes back, or what a difference was."""

    subject = HiddenField()
    reason = StringField(
        _l("Səbəb və ya həll"),
        validators=[
            InputRequired(_l("Səbəbi və ya həlli yazın.")),
            Length(max=LONGEST, message=_l("Mətn 500 işarədən uzun olmasın.")),
        ],
    )
