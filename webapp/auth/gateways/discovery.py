"""What the provider says about itself: metadata (OpenID Connect Discovery 1.0) and keys, kept for a while."""

from dataclasses import dataclass
from threading import Lock
from time import monotonic
from typing import Any, Final
from urllib.parse import urlsplit

import structlog
from joserfc.errors import JoseError
from joserfc.jwk import KeySet

from webapp.auth.errors import ProviderAway
from webapp.auth.gateways.transport import Budget, Transport

log = structlog.get_logger()

METADATA_LIFE: Final = 3600.0
KEYS_LIFE: Final = 600.0  # a key that the provider withdrew is trusted no longer than this
WELL_KNOWN: Final = "/.well-known/openid-configuration"
NEEDED: Final = ("authorization_endpoint", "token_endpoint", "jwks_uri")


@dataclass(frozen=True, slots=True)
class Metadata:
    """The parts of the metadata that we use. Only http(s) addresses are taken."""

    issuer: str
    authorization_endpoint: str
    token_endpoint: str
    jwks_uri: str
    userinfo_endpoint: str | None
    certificates_endpoint: str | None
    end_session_endpoint: str | None
    par_endpoint: str | None
    iss_parameter: bool
    secret_in_body: bool


class Discovery:
    """Metadata and keys of one issuer. Threads may ask for both at the same time; nothing is half-written."""

    def __init__(self, issuer: str, transport: Transport) -> None:
        self._issuer = issuer
        self._transport = transport
        self._lock = Lock()
        self._metadata: tuple[float, Metadata] | None = None
        self._keys: tuple[float, KeySet] | None = None

    def forget(self) -> None:
        """Ask for everything again at the next use."""
        self._metadata = self._keys = None

    def metadata(self, budget: Budget) -> Metadata:
        """Return the metadata, fetched at most once an hour.

        Raises ProviderAway when they cannot be had or name another issuer than the configured one (ASVS 5.0, 10.5.3).
        """
        kept = self._metadata
        if kept is None or monotonic() - kept[0] > METADATA_LIFE:
            found = self._read(self._transport.get_object(self._issuer.rstrip("/") + WELL_KNOWN, budget=budget))
            kept = self._metadata = (monotonic(), found)
        return kept[1]

    def keys(self, budget: Budget) -> KeySet:
        """Return the provider's public keys, fetched at most every ten minutes unless `fresh_keys` is asked."""
        kept = self._keys
        return kept[1] if kept and monotonic() - kept[0] < KEYS_LIFE else self.fresh_keys(budget)

    def fresh_keys(self, budget: Budget, *, rest: float = 0.0) -> KeySet:
        """Fetch the keys again, because a token names one that is not known (rotation).

        Within `rest` seconds after the last fetch the kept keys are returned: strangers shall not make us ask.
        """
        with self._lock:
            kept = self._keys
            if kept and monotonic() - kept[0] < rest:
                return kept[1]
            found = self._transport.get_object(self.metadata(budget).jwks_uri, budget=budget)
            try:
                keys = KeySet.import_key_set({"keys": found["keys"]})
            except (JoseError, ValueError, KeyError, TypeError) as error:
                log.warning("provider-keys-unreadable", error=type(error).__name__)
                raise ProviderAway from error
            self._keys = (monotonic(), keys)
            return keys

    def _read(self, raw: dict[str, Any]) -> Metadata:
        issuer = raw.get("issuer")
        # The setting carries no closing slash; a provider whose identifier has one is the same provider.
        if issuer not in {self._issuer, f"{self._issuer}/"}:
            log.error("provider-names-another-issuer")
            raise ProviderAway
        addresses = {name: _address(raw.get(name)) for name in NEEDED}
        if not all(addresses.values()):
            log.error("provider-metadata-incomplete")
            raise ProviderAway
        methods = raw.get("token_endpoint_auth_methods_supported") or ["client_secret_basic"]
        return Metadata(
            issuer=str(issuer),
            authorization_endpoint=str(addresses["authorization_endpoint"]),
            token_endpoint=str(addresses["token_endpoint"]),
            jwks_uri=str(addresses["jwks_uri"]),
            userinfo_endpoint=_address(raw.get("userinfo_endpoint")),
            certificates_endpoint=_address(raw.get("certificates_endpoint")),
            end_session_endpoint=_address(raw.get("end_session_endpoint")),
            par_endpoint=_address(raw.get("pushed_authorization_request_endpoint")),
            iss_parameter=raw.get("authorization_response_iss_parameter_supported") is True,
            secret_in_body="client_secret_basic" not in methods and "client_secret_post" in methods,
        )


def _address(value: object) -> str | None:
    if not isinstance(value, str):
        return None
    parts = urlsplit(value)
    return value if parts.scheme in {"http", "https"} and parts.netloc else None
