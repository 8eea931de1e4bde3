"""What every payment system is asked and answers, whatever its own language is."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import ClassVar, Protocol

from webapp.payments.rules import Claim


class ProviderRefused(Exception):
    """The provider understood and will not do it: asking again changes nothing. The text is its own word for why."""


class BadNotice(Exception):
    """A notification that is not signed by the provider, is too old, or is not what it says."""


@dataclass(frozen=True, slots=True)
class Order:
    """What is to be paid. `claim.attempt` is the idempotency key; the payer's number goes to the provider alone."""

    claim: Claim
    service_code: str
    description: str
    payer_kind: str
    payer_number: str
    return_url: str
    notify_url: str
    expires_at: datetime


@dataclass(frozen=True, slots=True)
class Started:
    """The provider's own reference, and the address to which the payer goes."""

    ref: str
    address: str


@dataclass(frozen=True, slots=True)
class Seen:
    """How the provider says a payment stands: pending, succeeded, failed, cancelled or expired."""

    ref: str
    status: str
    claim: Claim
    paid_at: datetime | None = None
    transaction: str = ""


@dataclass(frozen=True, slots=True)
class Returned:
    """How a refund stands at the provider: its reference, done, pending or failed, and since when."""

    ref: str
    status: str
    at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Notice:
    """A notification whose signature is right: its id, what it tells, and about what.

    `ref` is the provider's payment, `attempt` our own name of it, `charge` what is disputed, `refund` the provider's refund
    and `refund_key` the key that we asked for it with; whatever is not named is empty.
    """

    event_id: str
    kind: str
    ref: str
    attempt: str = ""
    charge: str = ""
    refund: str = ""
    refund_key: str = ""


@dataclass(frozen=True, slots=True)
class SettledLine:
    """A line of a provider's settlement file. `operation` tells refunds of one payment apart; it may be empty."""

    ref: str
    kind: str
    qepik: int
    currency: str
    operation: str = ""


class UnusableFile(Exception):
    """A settlement file that cannot be read as one: nothing follows from it, somebody must look."""


class Provider(Protocol):
    """A payment system. Every question raises ProviderAway when there is no answer, ProviderRefused for a clear no."""

    code: ClassVar[str]

    def start(self, order: Order) -> Started:
        """Make the payment, once for each attempt."""

    def look(self, ref: str) -> Seen:
        """Say how a payment stands."""

    def cancel(self, ref: str) -> Seen:
        """Take a payment back that nobody has made yet, and say how it stands then."""

    def refund(self, ref: str, qepik: int, key: str) -> Returned:
        """Send money back to the instrument that paid, once for each key, and say how that stands."""

    def look_refund(self, ref: str, refund: str) -> Returned:
        """Say how a refund of the payment `ref` stands."""

    def is_disputed(self, ref: str) -> bool:
        """Say whether the holder of the card disputes the payment `ref`."""

    def settlement(self, day: date) -> list[SettledLine]:
        """Return what the provider booked on a day of Baku. Raises UnusableFile."""

    def read_notice(self, body: bytes, headers: Mapping[str, str]) -> Notice:
        """Read a notification. Raises BadNotice unless it is the provider's own and fresh."""
