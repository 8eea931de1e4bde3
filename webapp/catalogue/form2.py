"""Form 2 of decision 191 as a blank form: what a body is asked when it registers, amends or cancels a service."""

from collections.abc import Mapping
from typing import Final

from webapp.catalogue.blank import BlankField, BlankForm, BlankSection
from webapp.catalogue.labels import (
    CHANGED_ON,
    CONFIRMED,
    FORM2,
    HEAD,
    HINTS,
    KINDS,
    PAYMENTS,
    REGISTER_NUMBER,
    REQUESTS,
    USERS,
)
from webapp.core.text import Text, _l

BASIS: Final = "191 nömrəli qərar, Qaydaların 2 nömrəli əlavəsi, {n}-ci bənd"
LINE: Final = _l("mətn")
CHOSEN: Final[dict[str, tuple[Mapping[str, Text], Text]]] = {
    "request": (REQUESTS, _l("bir cavab seçilir")),
    "kind": (KINDS, _l("bir cavab seçilir")),
    "payment": (PAYMENTS, _l("bir cavab seçilir")),
    "users": (USERS, _l("bir və ya bir neçə cavab seçilir")),
}


def form2_blank() -> BlankForm:
    """Return the ten items of the form, the number and day that amending and cancelling need, and the head's name."""
    items = [_item(n, name, label) for n, (name, label) in enumerate(FORM2.items(), 1)]
    note = _l("Düzəliş və ləğv üçün yazılır.")
    number = BlankField(label=REGISTER_NUMBER, answer=LINE, basis=BASIS.format(n=2), required=False, note=note)
    day = BlankField(
        label=CHANGED_ON,
        answer=_l("tarix: gün, ay, il"),
        basis="191 nömrəli qərar, Qaydaların 10.6-cı bəndi",
        required=False,
        note=_l("Yalnız düzəliş üçün yazılır."),
    )
    head = BlankField(label=HEAD, answer=LINE, basis="191 nömrəli qərar, Qaydaların 2 nömrəli əlavəsi, qeyd 1")
    section = BlankSection(title=_l("Müraciət ərizəsi"), fields=(*items, number, day, head))
    return BlankForm((section,), (CONFIRMED,))


def _item(n: int, name: str, label: Text) -> BlankField:
    choices, answer = CHOSEN.get(name, ({}, LINE))
    required = name != "executors"
    given = {"hint": HINTS.get(name, ""), "choices": tuple(choices.values()), "required": required}
    return BlankField(label=label, answer=answer, basis=BASIS.format(n=n), **given)
