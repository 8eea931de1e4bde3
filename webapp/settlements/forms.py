"""The accountants' forms."""

from collections.abc import Sequence
from typing import Any, Final

from wtforms import SelectField, StringField
from wtforms.fields import SelectChoice  # type: ignore[attr-defined] # newer than the published types
from wtforms.validators import DataRequired, InputRequired, Length

from webapp.core.text import _l
from webapp.ui.fields import DayField
from webapp.ui.forms import Form

WORDS: Final = Length(max=500, message=_l("Mətn 500 işarədən uzun olmasın."))


class DrawForm(Form):
    """Whose statement, up to which day."""

    carrier = SelectField(_l("Daşıyıcı"), choices=[])
    until = DayField(_l("Hansı günədək (daxil olmaqla)"), [InputRequired(message=_l("Günü yazın."))])

    def __init__(self, carriers: Sequence[tuple[str, str]], **options: Any) -> None:
        super().__init__(**options)
        self.carrier.choices = [SelectChoice(code, name) for code, name in carriers]


class StationDrawForm(Form):
    """Which station's statement, up to which day."""

    station = SelectField(_l("Stansiya"), choices=[])
    until = DayField(_l("Hansı günədək (daxil olmaqla)"), [InputRequired(message=_l("Günü yazın."))])

    def __init__(self, stations: Sequence[tuple[str, str]], **options: Any) -> None:
        super().__init__(**options)
        self.station.choices = [SelectChoice(code, name) for code, name in stations]


class PaidForm(Form):
    """The bank's own number of the payment."""

    reference = StringField(
        _l("Bank əməliyyatının nömrəsi"),
        [DataRequired(_l("Bank əməliyyatının nömrəsini yazın.")), Length(max=60, message=_l("Nömrə çox uzundur."))],
    )


class AccountForm(Form):
    """Where the carrier is paid."""

    iban = StringField(_l("IBAN"), [DataRequired(_l("IBAN-ı yazın.")), Length(max=40)])
    bic = StringField(_l("Bankın SWIFT kodu"), [DataRequired(_l("Bankın SWIFT kodunu yazın.")), Length(max=20)])


class PeriodForm(Form):
    """Days of a report, and by what it is added up."""

    class Meta(Form.Meta):
        """No token stands in an address."""

        csrf = False

    since = DayField(_l("Gündən"), [InputRequired(message=_l("Günü yazın."))])
    until = DayField(_l("Günədək"), [InputRequired(message=_l("Günü yazın."))])


class DayForm(Form):
    """Which day."""

    class Meta(Form.Meta):
        """No token stands in an address."""

        csrf = False

    day = DayField(_l("Gün"))


class AssignForm(Form):
    """Whose a difference is."""

    who = SelectField(_l("Məsul əməkdaş"), choices=[], validate_choice=False)

    def __init__(self, people: Sequence[tuple[int, str]], **options: Any) -> None:
        super().__init__(**options)
        self.who.choices = [SelectChoice(str(account), name) for account, name in people]

    @property
    def account(self) -> int:
        """The account that was chosen; 0, which nobody has, for what was made up."""
        typed = str(self.who.data or "")
        return int(typed) if typed.isascii() and typed.isdigit() and len(typed) < 10 else 0  # noqa: PLR2004 - fits an integer


class CommentForm(Form):
    """What was found out about a difference."""

    comment = StringField(_l("Nə məlum oldu"), [DataRequired(_l("Nə məlum olduğunu yazın.")), WORDS])
