"""What is measured of an exchange: figures that name no person and no message.

Decision 118/2014, annex 2, clauses 2.6 and 2.7: the monitoring station lives on these and sees nothing else.
"""

import re
from dataclasses import dataclass
from datetime import datetime
from typing import Final, Literal

FAULT_CODE: Final = re.compile(r"[A-Za-z0-9_.\-]{1,120}")


@dataclass(frozen=True, slots=True)
class Measurement:
    """One exchange in figures.

    `direction` says whether we asked or provided; `client` and `service` are paths of identifiers. `total_ms` is the
    whole time on our side of the exchange, `service_ms` the part of it that the register or the adaptation server
    (and the network to it) took, so that the difference is our overhead (clause 5.3). `status` is the HTTP status,
    None when there was no answer; `fault_code` is a technical fault's code, None when there was none.
    """

    at: datetime
    direction: Literal["asked", "provided"]
    client: str
    service: str
    version: str
    protocol: Literal["soap", "rest"]
    total_ms: int
    service_ms: int
    request_bytes: int
    answer_bytes: int
    succeeded: bool
    fault_code: str | None = None
    status: int | None = None

    @property
    def plain_fault_code(self) -> str | None:
        """Return the fault code if it is one; a text that somebody put in its place may say anything."""
        if self.fault_code is None:
            return None
        return self.fault_code if FAULT_CODE.fullmatch(self.fault_code) else "other"
