"""The plug-in by which a room says what can be paid for."""

from collections.abc import Callable
from dataclasses import dataclass

from webapp.core.registry import plugins
from webapp.core.text import Text


@dataclass(frozen=True, slots=True)
class Payable:
    """A kind of thing that is paid for: a permit's state duty, a card.

    `back(ref)` is the address of the thing itself, `guest_back(ref)` that for a guest. `service_code` is what ASAN ödəniş knows the payment by,
    `budget_code` the line of the budget classification that the receipt names. `take_late(ref, invoice)` is asked when the
    whole money came after the invoice had ended: whether the room still gives what was to be paid. `onward` is what the
    way to the thing is called once it is paid, where that is what the payer came for: a ticket.
    """

    code: str
    title: Text
    back: Callable[[str], str]
    service_code: str = "8104001"
    budget_code: str = ""
    guest_back: Callable[[str], str] | None = None
    take_late: Callable[[str, str], bool] | None = None
    onward: Text | None = None


def payable_of(code: str) -> Payable:
    """Return the kind with this code. Raises LookupError when no room plugged it in, which is a defect."""
    for kind in plugins(Payable):
        if kind.code == code:
            return kind
    raise LookupError(f"no payable {code!r}")
