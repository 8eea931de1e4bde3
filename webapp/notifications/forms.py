"""What people type and choose in this room."""

from datetime import time
from typing import Any, Final

from flask import request
from wtforms import BooleanField, SelectField, StringField
from wtforms.fields import SelectChoice  # type: ignore[attr-defined] # newer than the published types

from webapp.core.text import _, _l
from webapp.notifications.models import Choice
from webapp.notifications.wording import area_titles
from webapp.ui.fields import DayField
from webapp.ui.forms import Form

LONGEST_NAME: Final = 60
HOURS: Final = [SelectChoice(str(hour), f"{hour:02}:00") for hour in range(24)]
USUAL_QUIET: Final = ("22", "8")
USUAL_DIGEST: Final = "9"


class FilterForm(Form):
    """What of the notices is looked for."""

    q = StringField(_l("Söz"))
    area = SelectField(_l("Mövzu"), validate_choice=False)
    since = DayField(_l("Tarixdən"))
    until = DayField(_l("Tarixədək"))


class HoursForm(Form):
    """Hours of rest, and of the daily mail."""

    rest = BooleanField(
        _l("Sakit saatlar"),
        description=_l(
            "Bu saatlarda gələnlər sonra göndərilir. Təcili bildirişlər (təhlükəsizlik, reysin ləğvi) gözləmir."
        ),
    )
    begins = SelectField(_l("Başlanır"), choices=HOURS, default=USUAL_QUIET[0])
    ends = SelectField(_l("Bitir"), choices=HOURS, default=USUAL_QUIET[1])
    daily = BooleanField(
        _l("E-məktublar gündə bir dəfə, bir yerdə gəlsin"),
        description=_l("Qanunla göndərilməli olan və təcili bildirişlər dərhal gəlir."),
    )
    hour = SelectField(_l("Göndərilmə saatı"), choices=HOURS, default=USUAL_DIGEST)

    def validate_ends(self, field: Any) -> None:
        """Refuse hours that are none."""
        if self.rest.data and field.data == self.begins.data:
            raise ValueError(_("Başlanğıc və son fərqli olmalıdır."))

    @property
    def quiet(self) -> tuple[time | None, time | None]:
        """The hours of rest, None twice when there are none."""
        if not self.rest.data:
            return None, None
        return time(int(self.begins.data)), time(int(self.ends.data))

    @property
    def digest(self) -> int | None:
        """The hour of the daily mail, None when each comes by itself."""
        return int(self.hour.data) if self.daily.data else None


def filter_form() -> FilterForm:
    """Return the filters of the address."""
    form = FilterForm(formdata=request.args, meta={"csrf": False})
    form.area.choices = [
        SelectChoice("", _("Hamısı")),
        *(SelectChoice(code, title) for code, title in area_titles().items()),
    ]
    form.validate()
    return form


def hours_form(choice: Choice) -> HoursForm:
    """Return the form as it stands now."""
    begins, ends = (str(hour.hour) if hour else None for hour in (choice.quiet_from, choice.quiet_until))
    return HoursForm(
        formdata=None,
        rest=begins is not None,
        begins=begins or USUAL_QUIET[0],
        ends=ends or USUAL_QUIET[1],
        daily=choice.digest_hour is not None,
        hour=USUAL_DIGEST if choice.digest_hour is None else str(choice.digest_hour),
    )
