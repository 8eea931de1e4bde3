"""Checks of goods that travel cold, and of containers."""

import re
from collections.abc import Iterator
from typing import Final

from webapp.core.findings import Finding, block, warn
from webapp.waybills.content import Temperature
from webapp.waybills.reference import tariff
from webapp.waybills.validation.situation import Situation

CONTAINER: Final = re.compile(r"[A-Z]{3}[UJZ]\d{7}")
MODULUS: Final = 11
FULL: Final = 10
VALUES: Final = (number for number in range(10, 39) if number % MODULUS)  # annex A leaves multiples of eleven out
LETTERS: Final = dict(zip("ABCDEFGHIJKLMNOPQRSTUVWXYZ", VALUES, strict=True))


def temperature_is_kept(situation: Situation) -> Iterator[Finding]:
    """A range that exists, a recorder for what perishes, and a body that cools (ATP)."""
    content, range_ = situation.content, situation.content.temperature
    perishable = [place for place, row in enumerate(content.goods) if row.hs_code and tariff.is_perishable(row.hs_code)]
    low, high = range_.minimum, range_.maximum
    if range_ == Temperature():
        if perishable:
            yield warn("temperature-missing", "minimum", line=perishable[0] + 1)
        return
    if low is not None and high is not None and low > high:
        yield block("temperature-reversed", "minimum")
    if not range_.recorder and perishable:
        yield warn("recorder-missing", "recorder")
    if not content.refrigerated:
        yield warn("body-not-stated", "refrigerated")


def containers_are_numbered(situation: Situation) -> Iterator[Finding]:
    """Four letters, six digits and the check digit of ISO 6346."""
    for number in situation.content.containers:
        if not is_container(number):
            yield block("container-malformed", "containers", number=number)


def is_container(number: str) -> bool:
    """Whether `number` can be a container's: MSKU1234565 with a check digit that fits."""
    if not CONTAINER.fullmatch(number):
        return False
    values = [LETTERS.get(sign) or int(sign) for sign in number[:FULL]]
    return sum(value << place for place, value in enumerate(values)) % MODULUS % FULL == int(number[FULL])
