"""Fields that several rooms need."""

from typing import Any

from wtforms import DateField

from webapp.core.text import _


class DayField(DateField):
    """A day, as browsers send it (2026-11-22); what cannot be read is said in the language of the page."""

    def process_formdata(self, valuelist: list[Any]) -> None:
        """Read the day. Raises ValueError, which becomes the field's error."""
        try:
            super().process_formdata(valuelist)
        except ValueError:
            raise ValueError(_("Tarixi gün, ay və il kimi yazın.")) from None
