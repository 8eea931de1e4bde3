"""Ways in which the provider can be told to misbehave, so that a relying party's defences can be tried."""

from threading import Lock
from typing import Final

CATALOGUE: Final = {
    "id_token_alg_none": "id_token without a signature, alg none",
    "id_token_hs256": "id_token signed by HS256 with the client's secret",
    "id_token_hs256_public_key": "id_token signed by HS256 with the public key's PEM",
    "id_token_bad_signature": "id_token whose signature does not fit",
    "id_token_unknown_kid": "id_token whose header names a key that is not published",
    "id_token_missing": "token response without an id_token",
    "advertise_weak_algorithms": "metadata that lists none and HS256 as signing algorithms",
    "wrong_aud": "id_token for another client",
    "aud_azp_trick": "id_token for another client with azp of the right one",
    "two_aud": "id_token for the right client and another one",
    "no_aud": "id_token without aud",
    "wrong_iss": "id_token of another issuer",
    "metadata_issuer_mismatch": "metadata whose issuer is not the address it came from",
    "wrong_iss_parameter": "authorization response with another issuer (RFC 9207)",
    "no_iss_parameter": "authorization response without iss though the metadata promise it",
    "expired_id_token": "id_token that expired an hour ago",
    "no_exp": "id_token without exp",
    "future_iat": "id_token issued an hour from now",
    "wrong_nonce": "id_token with another nonce",
    "no_nonce": "id_token without a nonce",
    "empty_sub": "id_token whose sub is the empty string",
    "no_sub": "id_token without sub",
    "number_sub": "id_token whose sub is a number",
    "wrong_at_hash": "id_token whose at_hash fits another access token",
    "stale_auth_time": "id_token that says the person signed in a day ago",
    "low_acr": "id_token with acr low",
    "no_acr": "id_token without acr and amr",
    "token_500": "token endpoint answers 500",
    "token_html": "token endpoint answers an HTML page with status 200",
    "token_truncated": "token endpoint answers half of its JSON",
    "token_slow": "token endpoint waits ten seconds (or the given number of seconds)",
    "jwks_500": "key document answers 500",
    "userinfo_lies": "userinfo of another person",
    "userinfo_500": "userinfo answers 500",
    "certificates_500": "certificates endpoint answers 500",
    "certificates_empty": "empty list of certificates",
    "certificates_200": "two hundred certificates",
    "certificates_duplicated": "the same VÖEN twice",
    "certificates_expired": "certificates that ran out yesterday",
    "no_stamp": "certificates without the right of stamp",
    "no_certificates_endpoint": "metadata without certificates_endpoint",
    "no_patronymic": "claims without patronymic",
    "name_60kb": "a given name of 60 kB",
    "script_in_name": "a given name that is a script element",
}


class Faults:
    """The faults that are switched on now, each with its number where one is meaningful."""

    def __init__(self) -> None:
        self._on: dict[str, float] = {}
        self._lock = Lock()

    def switch(self, wishes: dict[str, object]) -> None:
        """Switch faults on (true or a number) and off (false, null, 0). Raises KeyError for a name not in the list."""
        unknown = set(wishes) - set(CATALOGUE)
        if unknown:
            raise KeyError(min(unknown))
        with self._lock:
            for name, value in wishes.items():
                self._on.pop(name, None)
                if value:
                    self._on[name] = float(value) if isinstance(value, int | float) else 1.0

    def reset(self) -> None:
        """Behave well again."""
        with self._lock:
            self._on.clear()

    def on(self, name: str) -> bool:
        """Tell whether a fault is on."""
        return name in self._on

    def amount(self, name: str, default: float) -> float:
        """Return the number given with a fault; `default` when it was just switched on."""
        value = self._on.get(name, 0.0)
        return default if value == 1.0 else value

    def active(self) -> dict[str, float]:
        """Return the faults that are on."""
        return dict(self._on)
