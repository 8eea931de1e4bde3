"""What people choose in this room."""

from wtforms import SelectMultipleField
from wtforms.fields import SelectChoice  # type: ignore[attr-defined] # newer than the published types

from webapp.core.text import _l
from webapp.notifications.wording import notice_areas
from webapp.ui.forms import Form


class SettingsForm(Form):
    """About what SMS may come."""

    areas = SelectMultipleField(
        _l("Bu mövzularda SMS gəlsin"),
        description=_l("Bildirişlər kabinetdə həmişə görünür. SMS-i söndürmək onları silmir."),
        validate_choice=False,  # a code that is not offered means nothing and is dropped
    )


def settings_form(chosen: list[str] | None = None) -> SettingsForm:
    """Return the form with the areas that exist; `chosen` are ticked at first."""
    form = SettingsForm(areas=chosen)
    form.areas.choices = [SelectChoice(code, title) for code, title in notice_areas()]
    return form
