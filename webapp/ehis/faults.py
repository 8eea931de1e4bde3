"""Fault codes of the exchange, in both spellings, and what each kind means for whoever asked.

X-Road 7.8.0 changed `Server.ServerProxy.AccessDenied` to `server.serverproxy.access_denied`. We compare lower-cased
letters and digits only; besides, one constant got another name (OutdatedGlobalConf, now global_conf_outdated).
"""

import re
from dataclasses import dataclass
from enum import StrEnum
from typing import Final


class Severity(StrEnum):
    """What to do about a fault: try again, tell an administrator, or treat as an attack."""

    TRANSIENT = "transient"
    PERMANENT = "permanent"
    INTEGRITY = "integrity"


class Refused(Exception):
    """A message breaks the protocol. `kind` is a fault kind of the table below; `why` never quotes the message."""

    def __init__(self, kind: str, why: str) -> None:
        super().__init__(f"{kind}: {why}")
        self.kind = kind
        self.why = why


LOCATIONS: Final = ("server.clientproxy", "server.serverproxy", "signer", "client", "server")

KINDS: Final = {
    "network_error": Severity.TRANSIENT,
    "io_error": Severity.TRANSIENT,
    "service_failed": Severity.TRANSIENT,
    "global_conf_outdated": Severity.TRANSIENT,
    "logging_failed": Severity.TRANSIENT,
    "timestamping_failed": Severity.TRANSIENT,
    "maintenance_mode": Severity.TRANSIENT,
    "internal_error": Severity.TRANSIENT,
    "rate_exceeded": Severity.TRANSIENT,
    "timeout": Severity.TRANSIENT,
    "access_denied": Severity.PERMANENT,
    "unknown_service": Severity.PERMANENT,
    "unknown_member": Severity.PERMANENT,
    "service_disabled": Severity.PERMANENT,
    "invalid_soap": Severity.PERMANENT,
    "invalid_xml": Severity.PERMANENT,
    "invalid_body": Severity.PERMANENT,
    "invalid_content_type": Severity.PERMANENT,
    "invalid_http_method": Severity.PERMANENT,
    "bad_request": Severity.PERMANENT,
    "invalid_protocol_version": Severity.PERMANENT,
    "invalid_client_identifier": Severity.PERMANENT,
    "missing_header_field": Severity.PERMANENT,
    "duplicate_header_field": Severity.PERMANENT,
    "inconsistent_headers": Severity.PERMANENT,
    "message_too_large": Severity.PERMANENT,
    "duplicate_message_id": Severity.PERMANENT,
    "signing_time_outside_window": Severity.PERMANENT,
    "missing_signature": Severity.PERMANENT,
    "signature_verification": Severity.PERMANENT,
    "cert_validation": Severity.PERMANENT,
    "ssl_authentication_failed": Severity.PERMANENT,
    "inconsistent_response": Severity.INTEGRITY,
}
"""What a fault *received from* the other server means. What *we* find wrong in an answer is integrity, always."""

ALIASES: Final = {"outdatedglobalconf": "globalconfoutdated"}


@dataclass(frozen=True, slots=True)
class FaultCode:
    """A fault code in the present spelling: where it arose and its kind, `unknown` when we do not know the code."""

    location: str
    kind: str

    @property
    def severity(self) -> Severity:
        """What the kind asks for; a code nobody knows is permanent, because repeating it promises nothing."""
        return KINDS.get(self.kind, Severity.PERMANENT)

    def __str__(self) -> str:
        return f"{self.location}.{self.kind}"


@dataclass(frozen=True, slots=True)
class SoapFault:
    """A technical fault as received: its code and the UUID to look up in the other server's log."""

    code: FaultCode
    text: str
    detail: str


def normalise(code: str) -> str:
    """Return the letters and digits of `code`, lower-cased, with the renamed constant under its present name."""
    squeezed = re.sub(r"[^a-z0-9]", "", code.lower())
    for old, new in ALIASES.items():
        squeezed = squeezed.replace(old, new)
    return squeezed


def parse_code(code: str) -> FaultCode:
    """Return what a faultcode of either spelling says."""
    squeezed = normalise(code)
    for location in LOCATIONS:
        prefix = normalise(location)
        if squeezed.startswith(prefix):
            return FaultCode(location, _kind(squeezed.removeprefix(prefix)))
    return FaultCode("server", _kind(squeezed))


def old_spelling(code: str) -> str:
    """Return a present code as servers before 7.8.0 wrote it: `Server.ServerProxy.AccessDenied`."""
    words = {"clientproxy": "ClientProxy", "serverproxy": "ServerProxy", "global_conf_outdated": "OutdatedGlobalConf"}
    return ".".join(
        words.get(part) or "".join(word.capitalize() for word in part.split("_")) for part in code.split(".")
    )


def _kind(squeezed: str) -> str:
    """Return the longest known kind that `squeezed` begins with: `service_failed.http_error` is a service_failed."""
    found = [kind for kind in KINDS if squeezed.startswith(normalise(kind))]
    return max(found, key=len, default="unknown")
