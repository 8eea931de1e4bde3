"""The code that a card in the phone shows a validator: it names the card and the minute, and is good for five minutes.

`V`, the number, the minute since 1970 as eight hexadecimal digits, and thirteen letters of a keyed digest (65 bits) over
both: capitals and digits alone, which a QR code holds in the least room. A picture of it is worth nothing to whoever comes later.
"""

import base64
import hmac
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Final

from webapp.core.crypto import blind_index
from webapp.transport_card.rules import NUMBERS, plain_number

MARK: Final = "V"
LIFE: Final = timedelta(minutes=5)
EARLY: Final = timedelta(minutes=2)  # a validator's clock may be behind ours
MINUTE: Final = 60
HEX: Final = 8
MAC: Final = 13


@dataclass(frozen=True, slots=True)
class Shown:
    """What a genuine code says."""

    number: str
    made_at: datetime

    def holds_at(self, at: datetime) -> bool:
        """Whether the code may be shown at this instant."""
        return -EARLY <= at - self.made_at <= LIFE


def code_of(number: str, at: datetime) -> str:
    """Return the code of a card for the minute of `at`."""
    minute = int(at.timestamp()) // MINUTE
    return f"{MARK}{number}{minute:0{HEX}X}{_mac(number, minute)}"


def read(code: str) -> Shown | None:
    """Return what a code says, None for one that we did not make."""
    body = code.removeprefix(MARK)
    number, rest = body[: NUMBERS.issued], body[NUMBERS.issued :]
    if not code.startswith(MARK) or len(rest) != HEX + MAC or plain_number(number) != number:
        return None
    try:
        minute = int(rest[:HEX], 16)
        made_at = datetime.fromtimestamp(minute * MINUTE, UTC)
    except (ValueError, OverflowError, OSError):
        return None
    genuine = rest.isascii() and hmac.compare_digest(rest[HEX:], _mac(number, minute))
    return Shown(number, made_at) if genuine else None


def _mac(number: str, minute: int) -> str:
    return base64.b32encode(blind_index(f"{number}:{minute}", purpose="card-phone-code")).decode()[:MAC]
