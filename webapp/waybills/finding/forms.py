"""What is looked for, as it is typed; the name of a kept filter."""

from typing import Any, Final

from flask import request
from wtforms import SelectMultipleField, StringField, ValidationError
from wtforms.fields import SelectChoice  # type: ignore[attr-defined] # newer than the published types
from wtforms.validators import DataRequired, Length, Optional

from webapp.core.text import _, _l
from webapp.ui.fields import DayField
from webapp.ui.forms import Form
from webapp.waybills.finding.wanted import LONGEST, Wanted, without_people
from webapp.waybills.rules import State
from webapp.waybills.wording import STATES

TOO_LONG: Final = _l("Ən çoxu 120 işarə yazın.")
TEXTS: Final = ("q", "plate", "partner", "goods")


class FindForm(Form):
    """A filter of waybills. Its fields are named as they stand in the address."""

    q = StringField(_l("Sözlər və ya nömrə"), [Length(max=LONGEST, message=TOO_LONG)])
    plate = StringField(_l("Qeydiyyat nişanı"), [Length(max=LONGEST, message=TOO_LONG)])
    partner = StringField(_l("Tərəf"), [Length(max=LONGEST, message=TOO_LONG)])
    goods = StringField(_l("Yük"), [Length(max=LONGEST, message=TOO_LONG)])
    state = SelectMultipleField(
        _l("Vəziyyət"), choices=[SelectChoice(one.value, STATES[one][0]) for one in State], validate_choice=True
    )
    since = DayField(_l("Yükləmə: bu gündən"), [Optional()])
    until = DayField(_l("Yükləmə: bu günədək"), [Optional()])

    def validate_until(self, field: Any) -> None:
        """Say that the days are the wrong way round."""
        if field.data and self.since.data and field.data < self.since.data:
            raise ValidationError(_("Bu gün əvvəlkindən sonra olmalıdır."))

    @property
    def wanted(self) -> Wanted:
        """What was typed; a filter with a mistake in it asks for nothing."""
        if not self.validate():
            return Wanted()
        return Wanted(
            words=self.q.data or "",
            plate=self.plate.data or "",
            partner=self.partner.data or "",
            goods=self.goods.data or "",
            states=tuple(self.state.data or ()),
            since=self.since.data,
            until=self.until.data,
        )


class NameForm(Form):
    """The name under which a filter is kept."""

    name = StringField(
        _l("Süzgəcin adı"),
        [DataRequired(message=_l("Ad yazın.")), Length(max=60, message=_l("Ən çoxu 60 işarə yazın."))],
    )


def find_form() -> FindForm:
    """Return the filter that the address holds."""
    return FindForm(request.args, meta={"csrf": False})


def names_a_person() -> bool:
    """Whether a personal number was typed, which has no place in an address."""
    return any(without_people(typed).split() != typed.split() for typed in map(_typed, TEXTS))


def without_person() -> dict[str, Any]:
    """Return what the address holds without personal numbers and without the place in the list."""
    asked: dict[str, Any] = {name: request.args.getlist(name) for name in request.args if name not in TEXTS}
    kept = {name: without_people(_typed(name)) for name in TEXTS}
    return {**{k: v for k, v in asked.items() if k not in {"after", "before"}}, **{k: v for k, v in kept.items() if v}}


def _typed(name: str) -> str:
    return request.args.get(name, "")
