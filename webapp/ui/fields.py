"""Fields that several rooms need."""

from typing import Any

from wtforms import DateField

from webapp.core.text import _


class DayField(DateField):
    """A day, typed as 22.11.2026 or picked on a phone; what cannot be read is said in the language of the page."""

    def __init__(self, *arguments: Any, **options: Any) -> None:
        options.setdefault("format", ["%d.%m.%Y", "%Y-%m-%d"])
        super().__init__(*arguments, **options)

    def process_formdata(self, valuelist: list[Any]) -> None:
        """Read the day. Raises ValueError, which becomes the field's error."""
        try:
            super().process_formdata(valuelist)
        except ValueError:
            raise ValueError(_("Tarixi gün, ay və il kimi yazın.")) from None
