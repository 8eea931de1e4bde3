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

TRANSIENT: Final = (
    *("network_error", "io_error", "http_error", "unknown_host", "database_error", "timeout", "internal_error"),
    *("service_failed", "maintenance_mode", "rate_exceeded", "global_conf", "global_conf_outdated"),
    *("conf_download_failed", "logging_failed", "timestamping_failed", "timestamper_failed", "mlog"),
    *("ocsp", "missing_validation_info", "hsm", "token_not_available", "key_not_available"),
)
PERMANENT: Final = (
    *("access_denied", "unknown_service", "unknown_member", "service_disabled", "service_missing_url"),
    *("service_malformed_url", "service_type", "adapter_wsdl_not_found", "not_found", "bad_request"),
    *("service_not_found", "client_not_found", "endpoint_not_found", "security_server_not_found", "cannot_find_member"),
    *("invalid_soap", "invalid_rest", "invalid_xml", "invalid_body", "invalid_message", "invalid_request"),
    *("invalid_content_type", "invalid_http_method", "invalid_soap_action", "invalid_protocol_version"),
    *("invalid_client_identifier", "invalid_security_server", "invalid_encoded_id", "malformed_soap"),
    *("missing_soap", "missing_rest", "missing_header", "missing_header_field", "missing_body"),
    *("duplicate_header_field", "inconsistent_headers", "mime_parsing_failed", "message_too_large"),
    *("client_proxy_version_not_supported", "duplicate_message_id", "signing_time_outside_window"),
    *("missing_signature", "signature_verification", "invalid_signature_value", "malformed_signature"),
    *("unsupported_algorithm", "invalid_reference", "cannot_create_signature", "cannot_sign", "cryptography_error"),
    *("cert", "cert_validation", "cert_validity_time", "cert_not_found", "incorrect_certificate"),
    *("incorrect_validation_info", "invalid_certificate", "invalid_cert_path", "cannot_create_cert_path"),
    *("wrong_cert_usage", "unsupported_sign_algorithm", "ssl", "ssl_authentication_failed"),
    *("key_not_found", "token_not_found", "token_not_active", "token_not_initialized", "pin_incorrect", "login_failed"),
    *("malformed_server_conf", "malformed_key_conf", "malformed_global_conf", "malformed_optional_parts_conf"),
    *("malformed_anchor", "conf_verification"),
)
INTEGRITY: Final = (
    *("inconsistent_response", "invalid_response", "asic", "invalid_hash_chain", "malformed_hash_chain"),
    *("hashchain_unused_inputs", "invalid_hash_chain_ref"),
)
KINDS: Final = {
    **dict.fromkeys(TRANSIENT, Severity.TRANSIENT),
    **dict.fromkeys(PERMANENT, Severity.PERMANENT),
    **dict.fromkeys(INTEGRITY, Severity.INTEGRITY),
}
"""What a fault *received from* the other server means. What *we* find wrong in an answer is integrity, always.

The constants of X-Road 7.7 and 7.8 that can reach a consumer, with what our own servers add. A name that begins others
(`mlog`, `ocsp`, `cert`, `ssl`, `asic`, `hsm`) stands for all of them.
"""
FOUND_BY_OUR_SIDE: Final = frozenset(
    {"missing_signature", "signature_verification", "invalid_signature_value", "malformed_signature"}
)
"""From the provider's server these blame our request; from `clientproxy`, which proves answers, they blame the answer."""

ALIASES: Final = {"outdatedglobalconf": "globalconfoutdated"}


@dataclass(frozen=True, slots=True)
class FaultCode:
    """A fault code in the present spelling: where it arose and its kind, `unknown` when we do not know the code."""

    location: str
    kind: str

    @property
    def severity(self) -> Severity:
        """What the kind asks for; a code nobody knows is permanent, because repeating it promises nothing."""
        if self.location == "server.clientproxy" and self.kind in FOUND_BY_OUR_SIDE:
            return Severity.INTEGRITY
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


UNKNOWN: Final = "unknown"


def parse_code(code: str) -> FaultCode:
    """Return what a faultcode of either spelling says."""
    squeezed = normalise(code)
    begun = [location for location in LOCATIONS if squeezed.startswith(normalise(location))]
    read = [FaultCode(location, _kind(squeezed.removeprefix(normalise(location)))) for location in begun]
    # A kind may begin like a part of a location: server.client_proxy_version_not_supported.
    known = next((found for found in read if found.kind != UNKNOWN), None)
    return known or (read[0] if read else FaultCode("server", _kind(squeezed)))


def old_spelling(code: str) -> str:
    """Return a present code as servers before 7.8.0 wrote it: `Server.ServerProxy.AccessDenied`."""
    words = {"clientproxy": "ClientProxy", "serverproxy": "ServerProxy", "global_conf_outdated": "OutdatedGlobalConf"}
    return ".".join(
        words.get(part) or "".join(word.capitalize() for word in part.split("_")) for part in code.split(".")
    )


def _kind(squeezed: str) -> str:
    """Return the longest known kind that `squeezed` begins with: `service_failed.http_error` is a service_failed."""
    found = [kind for kind in KINDS if squeezed.startswith(normalise(kind))]
    return max(found, key=len, default=UNKNOWN)
