"""How times and codes are typed, on pages and in tables. Pure."""

import re
from datetime import UTC, datetime
from functools import lru_cache
from typing import Final

from webapp.core.clock import BAKU
from webapp.ui.fields import YEARS

MOMENTS: Final = (
    "%d.%m.%Y %H:%M",
    "%Y-%m-%dT%H:%M",
    "%Y-%m-%d %H:%M",
    "%Y-%m-%dT%H:%M:%S",
)  # typed, or as a browser's picker sends


@lru_cache(maxsize=1024)  # the same times come with every saving of a draft
def instant_of(typed: str) -> datetime | None:
    """Return the instant of a local time of Baku as people type it, None for anything else."""
    for form in MOMENTS:
        try:
            read = datetime.strptime(typed, form).replace(tzinfo=BAKU)
        except ValueError:
            continue
        return read.astimezone(UTC) if read.year in YEARS else None
    return None


def hs_digits(value: str | None) -> str:
    """Return an HS code without the points and spaces that people write between its digits."""
    return re.sub(r"[\s.]", "", value or "")
