"""Fields that several rooms need."""

from collections.abc import Sequence
from contextlib import suppress
from datetime import UTC, date, datetime
from typing import Any, Final

from wtforms import DateField, DateTimeField, HiddenField, StringField
from wtforms.validators import Optional

from webapp.core.clock import BAKU, local
from webapp.core.text import _

MOMENTS: Final = ["%d.%m.%Y %H:%M", "%Y-%m-%dT%H:%M", "%Y-%m-%d %H:%M"]
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

    def read(self, sent: Sequence[Any]) -> date | None:
        """Return the day that was sent, without the field being made for it. Raises ValueError."""
        typed = " ".join(sent)
        if not typed:
            return None
        day = self._day(typed)
        if day.year not in YEARS:
            raise ValueError(typed)
        return day

    def _day(self, typed: str) -> date:
        for format_ in self.strptime_format:
            with suppress(ValueError):
                return datetime.strptime(typed, format_).date()  # noqa: DTZ007 - a day has no zone
        raise ValueError(typed)


class CodeField(StringField):
    """What a scanner reads, or a number typed instead: two spaces in a row are part of a code (base45), and stay."""

    exact: Final = True


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


class MomentField(DateTimeField):
    """An instant typed as people of Baku write it (22.11.2026 14:05); `instant` is the same in UTC."""

    data: Any

    def __init__(self, label: Any, validators: Sequence[Any] = (), **options: Any) -> None:
        options.setdefault("format", MOMENTS)
        super().__init__(label, [*validators, Optional()], **options)

    def process_data(self, value: Any) -> None:
        """Show local time."""
        self.data = local(value).replace(tzinfo=None) if isinstance(value, datetime) else value

    def process_formdata(self, valuelist: Sequence[Any]) -> None:
        """Read it. Raises ValueError, which becomes the field's error."""
        try:
            super().process_formdata(list(valuelist))
        except ValueError:
            raise ValueError(_("Vaxtı belə yazın: 22.11.2026 14:05.")) from None
        if self.data is not None and self.data.year not in YEARS:
            self.data = None
            raise ValueError(_("Vaxtı belə yazın: 22.11.2026 14:05."))

    @property
    def instant(self) -> datetime | None:
        """The instant in UTC, None when nothing was typed."""
        return self.data.replace(tzinfo=BAKU).astimezone(UTC) if self.data else None
