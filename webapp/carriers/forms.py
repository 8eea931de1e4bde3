"""What is chosen before a check."""

from typing import Final

from wtforms import BooleanField, SelectField
from wtforms.fields import SelectChoice  # type: ignore[attr-defined] # newer than the published types

from webapp.core.text import _l
from webapp.ui.forms import Form

MONTH, QUARTER, YEAR = 30, 90, 365
PERIODS: Final = ((MONTH, _l("Son 30 gün")), (QUARTER, _l("Son 90 gün")), (YEAR, _l("Son bir il")))


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
