"""Facts of payments. `ref` is the paid thing's own reference, `invoice` and `receipt` are public."""

from dataclasses import dataclass
from datetime import datetime

from webapp.core.events import Event


@dataclass(frozen=True, slots=True, kw_only=True)
class InvoicePaid(Event):
    """An invoice was paid in full and in time; `receipt` is the receipt's number."""

    invoice: str
    payable: str
    ref: str
    qepik: int
    paid_at: datetime
    receipt: str


@dataclass(frozen=True, slots=True, kw_only=True)
class InvoiceCancelled(Event):
    """Whoever opened the invoice took it back."""

    invoice: str
    payable: str
    ref: str
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class InvoiceLapsed(Event):
    """The last day passed unpaid."""

    invoice: str
    payable: str
    ref: str


@dataclass(frozen=True, slots=True, kw_only=True)
class PaymentUnheard(Event):
    """Money was taken, but a room that waits for it could not go on; it is to be told again."""

    invoice: str


@dataclass(frozen=True, slots=True, kw_only=True)
class RefundApproved(Event):
    """Money is to go back by the way it came."""

    refund: str


@dataclass(frozen=True, slots=True, kw_only=True)
class RefundDone(Event):
    """Money of a paid invoice went back; `key` is what the asking room named the refund by, `number` the credit note's."""

    invoice: str
    ref: str
    payable: str
    qepik: int
    refund: str = ""
    key: str = ""
    number: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class RefundFailed(Event):
    """A refund will not be made: a second person or, after the provider's no, an accountant ended it."""

    invoice: str
    ref: str
    payable: str
    qepik: int
    refund: str = ""
    key: str = ""
    reason: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class RefundUnheard(Event):
    """A refund has ended, but the room that asked for it could not go on; it is to be told again."""

    refund: str
