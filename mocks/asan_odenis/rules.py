"""What an order is, and the ways of a payment."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final
from urllib.parse import urlsplit

CURRENCY: Final = "AZN"
LONGEST: Final = 500
GUEST: Final = "guest"
MOST: Final = 100_000_000
TEXTS_WANTED: Final = ("service_code", "invoice", "reference", "description", "return_url", "notify_url")
STEPS: Final = {
    ("created", "pay"): "paid",
    ("created", "decline"): "declined",
    ("created", "cancel"): "cancelled",
    ("created", "expire"): "expired",
}
STATUSES: Final = frozenset({"created", "paid", "declined", "cancelled", "expired"})


class NotAnOrderError(ValueError):
    """What was sent cannot be paid; the text says which field and why."""


@dataclass(frozen=True, slots=True)
class Order:
    """What a merchant wants paid: `reference` is its attempt, `invoice` what the payer sees."""

    service_code: str
    invoice: str
    reference: str
    amount: int
    currency: str
    description: str
    payer_kind: str
    payer_number: str
    return_url: str
    notify_url: str
    expires_at: datetime


def read_order(body: Any) -> Order:
    """Return the order in a JSON body; a guest has no number. Raises NotAnOrderError, which names the field."""
    if not isinstance(body, dict) or not isinstance(body.get("payer"), dict):
        raise NotAnOrderError("The body is a JSON object with a `payer`.")
    texts = {name: _text(body, name) for name in TEXTS_WANTED}
    if not (texts["service_code"].isascii() and texts["service_code"].isdigit() and len(texts["service_code"]) == 7):  # noqa: PLR2004 - as in the service's own addresses
        raise NotAnOrderError("`service_code` is seven digits.")
    amount, currency = body.get("amount"), body.get("currency")
    if type(amount) is not int or not 0 < amount <= MOST:
        raise NotAnOrderError("`amount` is a whole number of qəpik.")
    if currency != CURRENCY:
        raise NotAnOrderError("`currency` is AZN.")
    for name in ("return_url", "notify_url"):
        if urlsplit(texts[name]).scheme not in {"http", "https"}:
            raise NotAnOrderError(f"`{name}` is an address.")
    kind = _text(body["payer"], "kind")
    number = "" if kind == GUEST and "number" not in body["payer"] else _text(body["payer"], "number")
    return Order(
        amount=amount,
        currency=currency,
        payer_kind=kind,
        payer_number=number,
        expires_at=_instant(body),
        **texts,
    )


def _text(body: dict[str, Any], name: str) -> str:
    value = body.get(name)
    if not isinstance(value, str) or not 0 < len(value) <= LONGEST:
        raise NotAnOrderError(f"`{name}` is a text of at most {LONGEST} characters.")
    return value


def _instant(body: dict[str, Any]) -> datetime:
    try:
        found = datetime.fromisoformat(_text(body, "expires_at"))
    except ValueError:
        raise NotAnOrderError("`expires_at` is an instant.") from None
    if found.tzinfo is None:
        raise NotAnOrderError("`expires_at` has a time zone.")
    return found
