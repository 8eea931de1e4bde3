"""Fields that forgive how numbers and times are typed and keep Azerbaijani messages."""

import re
from collections.abc import Sequence
from datetime import datetime
from decimal import Decimal
from typing import Any, Final

from wtforms import DateTimeField, StringField, TextAreaField
from wtforms.validators import Length, ValidationError

from webapp.core.azerbaijani import normal_plate, normal_voen
from webapp.core.clock import local
from webapp.core.text import Text, _l
from webapp.waybills.typed import MOMENTS, instant_of

WEIGHT: Final = re.compile(r"\d{1,9}(?:[.,]\d{1,3})?")
WHOLE: Final = re.compile(r"\d{1,6}")
MAX_LINES: Final = 30


def at_most(length: int) -> Length:
    """Return the validator of a text's length."""
    return Length(max=length, message=_l("Ən çoxu %(max)d simvol yazın."))


class WeightField(StringField):
    """Kilograms or cubic metres with up to three decimals, by comma or point, spaces between thousands forgiven."""

    data: Any
    wrong: Text = _l("Rəqəm yazın, məsələn 2400 və ya 12,5.")

    def process_formdata(self, valuelist: list[Any]) -> None:
        """Read the number, or keep what was typed and say what is wrong."""
        self.data = None
        self.data = self.read(valuelist)

    @classmethod
    def read(cls, sent: Sequence[Any]) -> Decimal | None:
        """Return the number that was sent. Raises ValueError with what is wrong."""
        typed = "".join(str(sent[0]).split()) if sent else ""
        if typed and not WEIGHT.fullmatch(typed):
            raise ValueError(cls.wrong)
        return Decimal(typed.replace(",", ".")) if typed else None

    def _value(self) -> str:
        if self.raw_data and self.data is None:
            return str(self.raw_data[0])
        return "" if self.data is None else format(Decimal(self.data).normalize(), "f").replace(".", ",")


class CountField(StringField):
    """A whole number of things, nought or more."""

    data: Any
    wrong: Text = _l("Tam ədəd yazın, məsələn 120.")

    def process_formdata(self, valuelist: list[Any]) -> None:
        """Read the number, or keep what was typed and say what is wrong."""
        self.data = None
        self.data = self.read(valuelist)

    @classmethod
    def read(cls, sent: Sequence[Any]) -> int | None:
        """Return the number that was sent. Raises ValueError with what is wrong."""
        typed = "".join(str(sent[0]).split()) if sent else ""
        if typed and not WHOLE.fullmatch(typed):
            raise ValueError(cls.wrong)
        return int(typed) if typed else None

    def _value(self) -> str:
        if self.raw_data and self.data is None:
            return str(self.raw_data[0])
        return "" if self.data is None else str(self.data)


class MomentField(DateTimeField):
    """A day and time of Baku, typed as 22.11.2026 14:05 or picked on a phone; `data` is the aware instant."""

    wrong: Text = _l("Tarixi və vaxtı yazın, məsələn 22.11.2026 14:05.")

    def process_formdata(self, valuelist: list[Any]) -> None:
        """Read the local time of Baku as an instant."""
        self.data = None
        self.data = self.read(valuelist)

    @classmethod
    def read(cls, sent: Sequence[Any]) -> datetime | None:
        """Return the instant that was sent. Raises ValueError with what is wrong."""
        typed = " ".join(str(sent[0]).split())[:19] if sent else ""
        instant = instant_of(typed) if typed else None
        if typed and instant is None:
            raise ValueError(cls.wrong)
        return instant

    def _value(self) -> str:
        if self.raw_data and self.data is None:
            return str(self.raw_data[0])
        return local(self.data).strftime(MOMENTS[0]) if self.data else ""


class LinesField(TextAreaField):
    """Several short texts, one a line; `lines` are those that hold something."""

    @property
    def lines(self) -> tuple[str, ...]:
        """The texts without empty lines."""
        return lines_of(self.data)


def lines_of(text: str | None) -> tuple[str, ...]:
    """Return the lines that hold something."""
    return tuple(line.strip() for line in (text or "").splitlines() if line.strip())


def few_lines(_form: Any, field: Any) -> None:
    """Refuse more lines than a document has: a validator. Raises ValidationError."""
    if len(lines_of(field.data)) > MAX_LINES:
        raise ValidationError(_l("Ən çoxu 30 sətir yazın."))


def voen_or_typed(value: str | None) -> str:
    """Return the VÖEN in its normal form; what is none stays as typed, for the check to name."""
    return normal_voen(value or "") or (value or "").strip()


def plate_or_typed(value: str | None) -> str:
    """Return the plate in its normal form; what is none stays as typed, in capitals."""
    return normal_plate(value or "") or (value or "").strip().upper()
