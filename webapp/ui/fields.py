"""Fields that several rooms need."""

from typing import Any, Final

from wtforms import DateField, HiddenField

from webapp.core.text import _

YEARS: Final = range(1900, 2200)  # beyond, a calendar cannot reckon in every time zone, and no document means it


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
        if self.data is not None and self.data.year not in YEARS:
            self.data = None
            raise ValueError(_("Tarixi gün, ay və il kimi yazın."))


class VersionField(HiddenField):
    """The version of a thing that the person saw; who sends a stale one is told."""

    @property
    def seen(self) -> int:
        """The version; 0, which is never right, when it is missing or made up."""
        return version_of(self.data)


def version_of(typed: str | None) -> int:
    """Return the version that a form carried; 0, which is never right, when it is missing or made up."""
    typed = str(typed or "")
    return int(typed) if typed.isascii() and typed.isdigit() and len(typed) < 10 else 0  # noqa: PLR2004 - fits an integer column
