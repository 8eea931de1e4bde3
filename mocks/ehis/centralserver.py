"""The central server of the exchange and its Certificate Centre: a queue that people decide, and what they decided.

Members ask over the same mutual TLS as everything else: `GET /central` says who answers, `POST /central/registrations`
and `POST /central/certificates` put something into the queue, `GET` of the number says what became of it.
"""

import json
from dataclasses import dataclass
from datetime import UTC, datetime
from http import HTTPStatus
from threading import Lock
from typing import Any, Final
from uuid import uuid4

from cryptography.hazmat.primitives.serialization import Encoding
from cryptography.x509.oid import NameOID

from mocks.ehis.keys import Keys
from mocks.ehis.reply import Reply
from mocks.pki.pairs import load_pair
from mocks.pki.requests import certify, read_request
from webapp.ehis import profile
from webapp.ehis.ids import Member
from webapp.ehis.rest.errors import JSON_TYPE

PATH: Final = "/central"
REGISTRATION: Final = "registrations"
CERTIFICATE: Final = "certificates"
WAITING, GRANTED, REFUSED = "waiting", "granted", "refused"
MOST: Final = 500
TEXT_CAP: Final = 300


@dataclass(slots=True)
class Filed:
    """One thing in the queue. `about` is the server that registers, or the subject of a certificate request."""

    number: str
    kind: str
    member: str
    about: str
    address: str
    request: str
    at: datetime
    state: str = WAITING
    reason: str = ""
    certificate: str = ""

    @property
    def told(self) -> dict[str, str]:
        """What the member learns of it."""
        return {"number": self.number, "state": self.state, "reason": self.reason, "certificate": self.certificate}


class CentralServer:
    """Takes requests of members, keeps them in memory, lets the operator's people decide."""

    def __init__(self, keys: Keys) -> None:
        self._keys = keys
        self._filed: dict[str, Filed] = {}
        self._lock = Lock()

    def answer(self, member: Member, method: str, path: str, body: bytes) -> Reply:
        """Answer a member."""
        parts = path.strip("/").split("/")[1:]
        match (method, parts):
            case ("GET", []):
                named = {"instance": profile.INSTANCE, "name": f"{profile.INSTANCE} central server", "you": str(member)}
                return _json(HTTPStatus.OK, named)
            case ("POST", [kind]) if kind in {REGISTRATION, CERTIFICATE}:
                return self._file(kind, member, body)
            case ("GET", [kind, number]) if (filed := self._filed.get(number)) and filed.kind == kind:
                if filed.member == str(member):
                    return _json(HTTPStatus.OK, filed.told)
        return _json(HTTPStatus.NOT_FOUND, {"error": "no such thing here"})

    def queue(self) -> list[Filed]:
        """Return everything that was filed, newest first."""
        with self._lock:
            return list(reversed(self._filed.values()))

    def grant(self, number: str) -> None:
        """Register the server, or sign the certificate. Raises KeyError for a number that waits no more."""
        found = self._waiting(number)
        if found.kind == CERTIFICATE:
            made = certify(load_pair(self._keys.directory, "ca"), read_request(found.request.encode()))
            found.certificate = made.public_bytes(Encoding.PEM).decode()
        found.state = GRANTED

    def refuse(self, number: str, reason: str) -> None:
        """Refuse it, and say why. Raises KeyError for a number that waits no more."""
        found = self._waiting(number)
        found.state, found.reason = REFUSED, reason[:TEXT_CAP]

    def clear(self) -> None:
        """Forget everything."""
        with self._lock:
            self._filed.clear()

    def _waiting(self, number: str) -> Filed:
        found = self._filed[number]
        if found.state != WAITING:
            raise KeyError(number)
        return found

    def _file(self, kind: str, member: Member, body: bytes) -> Reply:
        try:
            wanted = json.loads(body)
            filed = self._new(kind, member, wanted)
        except (ValueError, KeyError, TypeError, AttributeError) as error:
            return _json(HTTPStatus.UNPROCESSABLE_ENTITY, {"error": f"not a request: {type(error).__name__}"})
        with self._lock:
            if len(self._filed) >= MOST:
                return _json(HTTPStatus.SERVICE_UNAVAILABLE, {"error": "the queue is full"})
            self._filed[filed.number] = filed
        return _json(HTTPStatus.ACCEPTED, filed.told)

    def _new(self, kind: str, member: Member, wanted: dict[str, Any]) -> Filed:
        request = ""
        if kind == CERTIFICATE:
            request = str(wanted["request"])
            subject = read_request(request.encode()).subject
            named = [one.value for one in subject.get_attributes_for_oid(NameOID.ORGANIZATION_NAME)]
            if named != [f"{member.member_class}/{member.code}"]:
                raise ValueError("for another member")
            about = subject.rfc4514_string()
        else:
            about = str(wanted["server_id"])[:TEXT_CAP]
            if not about.startswith(f"{member}/"):
                raise ValueError("another member's server")
        address = str(wanted.get("address", ""))[:TEXT_CAP]
        return Filed(uuid4().hex[:12], kind, str(member), about, address, request, datetime.now(UTC))


def _json(status: HTTPStatus, said: dict[str, Any]) -> Reply:
    return Reply(status, JSON_TYPE, json.dumps(said).encode())
