"""The administrative regulation of an offer: every point of form 1, in the act's words and order."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Final

from webapp.catalogue.offer import Fee, ServiceOffer, fees_on
from webapp.catalogue.points import ALWAYS_OPEN, FIXED, WRITTEN

NONE: Final = "Nəzərdə tutulmur."
LEVELS: Final = {"full": "tam", "partial": "qismən"}
KINDS: Final = {"informative": "informativ", "interactive": "interaktiv"}
USERS: Final = {
    "natural": "fiziki şəxslər",
    "legal": "hüquqi şəxslər",
    "state": "dövlət orqanları",
    "other": "digərləri",
}
LIST_OF_191: Final = "Nazirlər Kabinetinin 2011-ci il 24 noyabr tarixli 191 nömrəli qərarı, 2 nömrəli əlavə, {no}"
APPROVED: Final = "Təsdiq edirəm: {name}, {day:%d.%m.%Y}. İctimai müzakirə: {first:%d.%m.%Y} – {last:%d.%m.%Y}."
NOT_APPROVED: Final = "Xidmətin qüvvədə olan şərtlərindən tərtib edilib. Təsdiq imzası hələ yoxdur."
NOT_ASKED: Final = "Xidmət informativdir: sorğu tələb olunmur."


@dataclass(frozen=True, slots=True)
class Head:
    """What stands above a regulation: its title, who approved it when, since when it is in force and whose it is."""

    title: str
    approval: str
    in_force: str


def head_of(title: str, offer: ServiceOffer | None, approval: tuple[str, date, date, date] | None) -> Head:
    """Return the head; `approval` is who approved it, the day, and the first and last day of its discussion."""
    said = NOT_APPROVED
    if approval is not None:
        name, day, first, last = approval
        said = APPROVED.format(name=name, day=day, first=first, last=last)
    in_force = f"{offer.since:%d.%m.%Y} tarixindən qüvvədədir. {offer.authority}." if offer else ""
    return Head(f"{title} üzrə inzibati reqlament", said, in_force)


def regulation_of(offer: ServiceOffer, *, place: str, day: date) -> dict[str, str]:
    """Return the text of each point as it is on `day`; `place` is the address where the service is given (2.4)."""
    said = {no: write(offer) for no, write in POINTS.items()}
    fees = fees_on(offer, day)
    said["2.2"] = "ödənişli" if fees else "ödənişsiz"
    said["2.2.1"] = _lines([*map(_fee, fees), *_paying(offer)]) if fees else NONE
    said["2.4"] = place
    return {point.no: FIXED.get(point.no) or said[point.no] or NONE for point in WRITTEN}


def _paying(offer: ServiceOffer) -> list[str]:
    details = offer.bank_details() if offer.bank_details else ()
    return [*(f"{line}." for line in details), f"Ödəmə üsulları: {', '.join(offer.payment_ways)}."]


def _fee(fee: Fee) -> str:
    return f"{fee.what}: {fee.qepik // 100},{fee.qepik % 100:02} manat. {fee.basis}."


def _lines(texts: list[str] | tuple[str, ...]) -> str:
    return "\n".join(texts)


def _duration(offer: ServiceOffer) -> str:
    if offer.level == "full":
        return offer.duration
    return f"Aşağı hədd {offer.least_days} iş günü, yuxarı hədd {offer.most_days} iş günü."


def _steps(offer: ServiceOffer, tell: Callable[[int], str]) -> str:
    return _lines([f"{n}) {tell(n - 1)}" for n in range(1, len(offer.operations) + 1)])


def _who(offer: ServiceOffer) -> str:
    return _steps(offer, lambda n: f"{offer.operations[n].body}; məsul: {offer.operations[n].responsible}.")


def _what(offer: ServiceOffer) -> str:
    return _steps(offer, lambda n: f"{offer.operations[n].content} Müddət: {offer.operations[n].most}.")


def _others(offer: ServiceOffer) -> str:
    return _steps(offer, lambda n: offer.operations[n].other_body or "iştirak etmir.")


POINTS: Final[dict[str, Callable[[ServiceOffer], str]]] = {
    "1.1": lambda offer: offer.title,
    "1.2": lambda offer: offer.content,
    "1.3": lambda offer: _lines(offer.legal_basis),
    "1.4": lambda offer: offer.authority,
    "1.5": lambda offer: _lines(offer.executors),
    "1.6": lambda offer: LEVELS[offer.level],
    "1.7": _duration,
    "1.8": lambda offer: offer.result,
    "2.1": lambda offer: KINDS[offer.kind],
    "2.3": lambda offer: ", ".join(USERS[code] for code in offer.applicants),
    "2.5": lambda offer: _lines(offer.informed_by),
    "2.6.1": lambda offer: _lines([f"{row.line}." for row in offer.fetched]),
    "2.6.2": lambda offer: _lines(offer.documents),
    "3.1": lambda _offer: ALWAYS_OPEN,
    "3.2.1": lambda offer: offer.forming or NOT_ASKED,
    "3.2.2": lambda offer: offer.acceptance or NOT_ASKED,
    "3.3.1": lambda offer: _lines(offer.refusals),
    "3.3.2": lambda offer: offer.provision,
    "3.4.1": _who,
    "3.4.2": _what,
    "3.4.3": _others,
    "3.4.4": lambda offer: _steps(offer, lambda n: offer.operations[n].result),
    "3.5.1": lambda offer: offer.control_form,
    "3.5.2": lambda offer: offer.control_order,
    "3.6.1": lambda offer: offer.complaint_right,
    "3.6.2": lambda offer: offer.complaint_data,
    "3.6.3": lambda offer: offer.complaint_term,
}
