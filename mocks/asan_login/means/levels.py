"""How strong each means is: the claims acr and amr (RFC 8176 names where it has them, own names for the rest)."""

from dataclasses import dataclass
from enum import StrEnum
from typing import Final


class Means(StrEnum):
    """The four means of decision 118, clauses 6.5.1 to 6.5.4."""

    CERTIFICATE = "certificate"
    CREDENTIALS = "credentials"
    MOBILE = "mobile"
    QR = "qr"


@dataclass(frozen=True, slots=True)
class MeansResult:
    """What an authentication by one means proves."""

    acr: str
    amr: tuple[str, ...]


RESULTS: Final = {
    Means.CERTIFICATE: MeansResult("high", ("sc", "hwk")),
    Means.CREDENTIALS: MeansResult("substantial", ("pwd", "otp")),
    Means.MOBILE: MeansResult("high", ("mca", "mid")),
    Means.QR: MeansResult("high", ("qr", "user")),
}
LEVELS: Final = ("low", "substantial", "high")


def satisfies(acr: str, wanted: str | None) -> bool:
    """Tell whether level `acr` is at least `wanted`; no wish, or one unknown here, is always satisfied."""
    if wanted not in LEVELS:
        return True
    return LEVELS.index(acr) >= LEVELS.index(wanted)


def wanted_level(acr_values: str | None) -> str | None:
    """Return the level that acr_values prefers: the first one known here (OpenID Connect Core 3.1.2.1)."""
    return next((value for value in (acr_values or "").split() if value in LEVELS), None)
