"""What people type and choose in this room."""

from datetime import time
from typing import Any, Final

from flask import request
from wtforms import BooleanField, SelectField, SelectMultipleField, StringField, TextAreaField
from wtforms.fields import SelectChoice  # type: ignore[attr-defined] # newer than the published types
from wtforms.validators import DataRequired, Length, Optional, ValidationError

from webapp.core.azerbaijani import normal_fin
from webapp.core.text import LANGUAGES, _, _l
from webapp.notifications.audiences import audiences
from webapp.notifications.models import Choice
from webapp.notifications.presenting import CHANNELS, STATES, kinds
from webapp.notifications.wording import area_titles
from webapp.ui.fields import DayField
from webapp.ui.forms import Form

LONGEST_NAME: Final = 60
TOO_LONG: Final = _l("Ən çoxu %(max)d simvol yazın.")
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
            raise ValidationError(_("Başlanğıc və son fərqli olmalıdır."))

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


class RegisterForm(Form):
    """What of the register is looked for."""

    kind = SelectField(_l("Bildirişin növü"), validate_choice=False)
    state = SelectField(_l("Vəziyyət"), validate_choice=False)
    since = DayField(_l("Tarixdən"))
    until = DayField(_l("Tarixədək"))


class PersonForm(Form):
    """Whose notices, and why."""

    fin = StringField(_l("Şəxsin FİN-i"), [DataRequired(message=_l("FİN-i yazın."))])
    why = StringField(
        _l("Baxışın səbəbi"),
        [DataRequired(message=_l("Səbəbi yazın.")), Length(max=200, message=TOO_LONG)],
        description=_l("Şəxs kimin və niyə baxdığını kabinetində görür."),
    )
    since = DayField(_l("Tarixdən"), [Optional()])
    until = DayField(_l("Tarixədək"), [Optional()])

    def validate_fin(self, field: Any) -> None:
        """Refuse what is no FİN; put its normal form in its place."""
        normal = normal_fin(field.data)
        if normal is None:
            raise ValidationError(_("FİN 7 simvoldan ibarətdir: rəqəmlər və latın hərfləri."))
        field.data = normal


class ReasonForm(Form):
    """Why a notice is not let out."""

    reason = StringField(
        _l("İmtinanın səbəbi"), [DataRequired(message=_l("Səbəbi yazın.")), Length(max=300, message=TOO_LONG)]
    )


class BroadcastForm(Form):
    """A notice to a group, in Azerbaijani and, where the operator wishes, in two more languages."""

    audience = SelectField(_l("Kimə"))
    channels = SelectMultipleField(
        _l("Kabinetdən başqa"),
        validate_choice=False,
        description=_l("Kabinetdə hamı görür. Bu yollarla yalnız onları söndürməyənlərə gedir."),
    )
    title_az = StringField(
        _l("Başlıq, Azərbaycan dilində"),
        [DataRequired(message=_l("Başlığı yazın.")), Length(max=120, message=TOO_LONG)],
    )
    body_az = TextAreaField(
        _l("Mətn, Azərbaycan dilində"), [DataRequired(message=_l("Mətni yazın.")), Length(max=1000, message=TOO_LONG)]
    )
    title_en = StringField(_l("Başlıq, ingilis dilində"), [Length(max=120, message=TOO_LONG)])
    body_en = TextAreaField(_l("Mətn, ingilis dilində"), [Length(max=1000, message=TOO_LONG)])
    title_ru = StringField(_l("Başlıq, rus dilində"), [Length(max=120, message=TOO_LONG)])
    body_ru = TextAreaField(_l("Mətn, rus dilində"), [Length(max=1000, message=TOO_LONG)])

    @property
    def texts(self) -> dict[str, dict[str, str]]:
        """Language -> title and body, of those that are whole."""
        found = {code: (self[f"title_{code}"].data, self[f"body_{code}"].data) for code in LANGUAGES}
        return {code: {"title": title, "body": body} for code, (title, body) in found.items() if title and body}

    def validate_body_en(self, field: Any) -> None:
        """Refuse a title without a text, and a text without a title."""
        self._both(field, self.title_en)

    def validate_body_ru(self, field: Any) -> None:
        """Refuse a title without a text, and a text without a title."""
        self._both(field, self.title_ru)

    @staticmethod
    def _both(body: Any, title: Any) -> None:
        if bool(body.data) != bool(title.data):
            raise ValidationError(_("Başlıq da, mətn də yazılmalıdır."))


def register_form() -> RegisterForm:
    """Return the filters of the address."""
    form = RegisterForm(formdata=request.args, meta={"csrf": False})
    everything = SelectChoice("", _("Hamısı"))
    form.kind.choices = [everything, *(SelectChoice(code, title) for code, title in kinds().items())]
    form.state.choices = [everything, *(SelectChoice(code, title) for code, (title, _tone) in STATES.items())]
    form.validate()
    return form


def broadcast_form(*, sent: bool = False) -> BroadcastForm:
    """Return the form with the groups and ways that exist."""
    form = BroadcastForm() if sent else BroadcastForm(formdata=None)
    form.audience.choices = [SelectChoice(code, one.title) for code, one in audiences().items()]
    form.channels.choices = [SelectChoice(code, title) for code, title in CHANNELS.items()]
    form.channels.data = [code for code in form.channels.data or [] if code in CHANNELS]
    return form
