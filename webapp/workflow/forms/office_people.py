"""Who decides what and is away when; who gets a case."""

from collections.abc import Iterable, Sequence
from typing import Any

from wtforms import SelectField, SelectMultipleField
from wtforms.fields import SelectChoice  # type: ignore[attr-defined] # newer than the published types
from wtforms.validators import DataRequired, Optional

from webapp.core.text import Text, _, _l
from webapp.ui.fields import DayField
from webapp.ui.forms import Form

Choices = Iterable[tuple[str, Text]]


class OfficerForm(Form):
    """An officer's competence, and the days on which somebody stands in for them."""

    kinds = SelectMultipleField(
        _l("Hansı xidmətlər üzrə qərar verir"),
        description=_l("Heç biri seçilməsə, bütün xidmətlər üzrə."),
        choices=[],
    )
    away_from = DayField(_l("İşdə olmadığı ilk gün"), [Optional()])
    away_to = DayField(_l("İşdə olmadığı son gün"), [Optional()])
    deputy = SelectField(
        _l("Onu əvəz edən"),
        description=_l("Seçilməsə, işlər yükü ən az olan əməkdaşlara bölünür."),
        choices=[],
    )

    def offer(self, kinds: Choices, deputies: Choices) -> "OfficerForm":
        """Let these services and these colleagues be chosen."""
        self.kinds.choices = [SelectChoice(code, name) for code, name in kinds]
        nobody = SelectChoice("", _l("Heç kim"))
        self.deputy.choices = [nobody, *(SelectChoice(code, name) for code, name in deputies)]
        return self

    def validate(self, extra_validators: Any = None) -> bool:
        """Also want both days of an absence or none, in order."""
        right = bool(super().validate(extra_validators))
        first, last = self.away_from.data, self.away_to.data
        if self.away_from.errors or self.away_to.errors:
            return False
        if (first is None) != (last is None):
            missing = self.away_from if first is None else self.away_to
            missing.errors = [_("İlk və son günü birlikdə yazın.")]
            return False
        if first and last and last < first:
            self.away_to.errors = [_("Son gün ilk gündən əvvəldir.")]
            return False
        return right


class AssignForm(Form):
    """The officer who gets the case."""

    officer = SelectField(_l("Yeni icraçı"), [DataRequired(message=_l("Əməkdaşı seçin."))], choices=[])

    def offer(self, officers: Sequence[tuple[str, Text]]) -> "AssignForm":
        """Let these be chosen."""
        self.officer.choices = [SelectChoice("", _l("Seçin")), *(SelectChoice(code, name) for code, name in officers)]
        return self
