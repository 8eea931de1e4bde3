"""What may be wrong with an archive: a code, where it stands, and the words for it."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

LONGEST_SHOWN: Final = 60
MOST: Final = 500  # faults that are kept of one archive: who has more mends the first ones first


@dataclass(frozen=True, slots=True)
class Fault:
    """One fault: its code, the file, the line (1 is the header), the column, what stands there."""

    code: str
    file: str = ""
    line: int = 0
    field: str = ""
    value: str = ""


class Refused(Exception):
    """The archive cannot be read at all; `fault` says why."""

    def __init__(self, code: str, file: str = "", value: str = "") -> None:
        super().__init__(code)
        self.fault = Fault(code, file, value=value[:LONGEST_SHOWN])


class Faults:
    """The faults of an archive as they are found, no more of them than somebody reads."""

    def __init__(self) -> None:
        self.found: list[Fault] = []
        self.more = 0

    def add(self, code: str, file: str = "", line: int = 0, field: str = "", value: str = "") -> None:
        """Keep one."""
        if len(self.found) < MOST:
            self.found.append(Fault(code, file, line, field, value[:LONGEST_SHOWN]))
        else:
            self.more += 1

    @property
    def errors(self) -> Sequence[Fault]:
        """Those with which nothing is applied."""
        return [one for one in self.found if one.code not in WARNINGS]


WARNINGS: Final = frozenset(
    {
        "file-unknown",
        "file-ignored",
        "column-unknown",
        "row-blank",
        "spaces-outside",
        "route-unused",
        "stop-unused",
        "stop-far",
        "stops-alike",
        "calendar-over",
        "colours-alike",
        "seconds-dropped",
        "too-fast",
        "rider-unknown",
        "bus-missing",
        "feed-over",
        "fare-missing",
    }
)
