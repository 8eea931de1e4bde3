"""What goes back over the wire: status, headers, body, and the pace at which it goes."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from uuid import uuid4

from webapp.ehis import profile
from webapp.ehis.envelope import build_fault
from webapp.ehis.faults import SoapFault, parse_code


@dataclass(frozen=True, slots=True)
class Reply:
    """An HTTP answer. `length` is what Content-Length claims, when that is not the body's own."""

    status: int
    content_type: str
    body: bytes | Iterable[bytes] = b""
    headers: tuple[tuple[str, str], ...] = ()
    length: int | None = None
    pace: str = ""
    args: dict[str, str] = field(default_factory=dict)


def fault_reply(code: str, text: str, *, spelling: str | None = None, status: int = 200) -> Reply:
    """Return a technical fault; X-Road sends it with status 200. Its detail is a UUID for the log, never data."""
    fault = SoapFault(parse_code(code), text, str(uuid4()))
    return Reply(status, profile.MESSAGE_TYPE, build_fault(fault, code=spelling or code))
