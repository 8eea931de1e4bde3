"""What a signature is for: plugged in by the subsystem whose documents are signed."""

from collections.abc import Callable
from dataclasses import dataclass

from webapp.core.registry import plugins
from webapp.core.text import Text


@dataclass(frozen=True, slots=True)
class SignaturePurpose:
    """A kind of document to sign. `return_to(ref)` is the address to go to when it is signed or given up."""

    code: str
    title: Text
    return_to: Callable[[str], str]


def purpose_of(code: str) -> SignaturePurpose:
    """Return the purpose with this code. Raises LookupError when no subsystem plugged it in, which is a defect."""
    for purpose in plugins(SignaturePurpose):
        if purpose.code == code:
            return purpose
    raise LookupError(f"no signature purpose {code!r}")
