"""What the registers say at this moment of a vehicle and its driver. No transaction may be open: they may be slow.

At the roadside nothing is taken from memory (`ehis` policy, purpose "control"); a register that is silent is a row like another.
"""

from collections.abc import Callable, Iterable, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextvars import copy_context
from dataclasses import dataclass
from datetime import datetime
from typing import Final, Protocol

from webapp.core.clock import now, today
from webapp.core.errors import Forbidden, Unavailable
from webapp.ehis import api as ehis
from webapp.ehis.errors import NotInRegister, SeveralInRegister
from webapp.inspections.rules import Answer
from webapp.inspections.values import Row

AT_ONCE: Final = 6
MOST_PLATES: Final = 3
BINDING: Final = frozenset({"suspension", "withdrawal"})


class Vouched(Protocol):
    """A value of a register."""

    @property
    def source(self) -> str:
        """Whose it is."""

    @property
    def as_of(self) -> datetime:
        """For which instant it holds."""


@dataclass(frozen=True, slots=True)
class Question:
    """One thing to ask; `subject` is what the row shows: a plate, or the name of a driver."""

    code: str
    subject: str
    ask: Callable[[], Row]


def asked(plates: Sequence[str], drivers: Iterable[tuple[str, str]], *, passengers: bool, asked_by: str) -> list[Row]:
    """Return what the registers answer about the vehicles and the drivers (FİN, name), side by side."""
    questions = [one for plate in plates[:MOST_PLATES] for one in _of_vehicle(plate, asked_by, passengers=passengers)]
    questions += [one for fin, name in drivers for one in _of_driver(fin, name, asked_by)]
    if not questions:
        return []
    with ThreadPoolExecutor(max_workers=AT_ONCE) as pool:
        waiting = [pool.submit(copy_context().run, _row, one) for one in questions]
        return [one.result() for one in waiting]


def _row(question: Question) -> Row:
    try:
        return question.ask()
    except (NotInRegister, SeveralInRegister):
        return Row(code=question.code, subject=question.subject, answer=Answer.ABSENT, as_of=now())
    except (Unavailable, Forbidden):
        return Row(code=question.code, subject=question.subject, answer=Answer.SILENT, as_of=now())


def _of_vehicle(plate: str, asked_by: str, *, passengers: bool) -> list[Question]:
    def vehicle() -> Row:
        found = ehis.get_vehicle(plate, purpose=ehis.Purpose.CONTROL, asked_by=asked_by)
        value = f"{found.make} {found.model}, {found.category}"
        return _answer("vehicle", plate, found, good=found.status == "registered", value=value)

    def inspection() -> Row:
        found = ehis.get_inspection(plate, purpose=ehis.Purpose.CONTROL, asked_by=asked_by)
        good = found.passed and found.valid_to >= today()
        return _answer("inspection", plate, found, good=good, value=found.valid_to.isoformat())

    kinds = [ehis.InsuranceKind.LIABILITY, *([ehis.InsuranceKind.PASSENGERS] if passengers else [])]
    insurances = [Question(kind.value, plate, _insured(plate, kind, asked_by)) for kind in kinds]
    return [Question("vehicle", plate, vehicle), Question("inspection", plate, inspection), *insurances]


def _insured(plate: str, kind: ehis.InsuranceKind, asked_by: str) -> Callable[[], Row]:
    def insurance() -> Row:
        policies = list(ehis.policies_of_vehicle(plate, kind, purpose=ehis.Purpose.CONTROL, asked_by=asked_by))
        held = [one for one in policies if one.valid_from <= today() <= one.valid_to]
        last = max(held or policies, key=lambda one: one.valid_to, default=None)
        if last is None:
            return Row(code=kind.value, subject=plate, answer=Answer.ABSENT, as_of=now())
        return _answer(kind.value, plate, last, good=bool(held), value=last.valid_to.isoformat())

    return insurance


def _of_driver(fin: str, name: str, asked_by: str) -> list[Question]:
    def licence() -> Row:
        found = ehis.get_licence(fin, purpose=ehis.Purpose.CONTROL, asked_by=asked_by)
        good = found.status == "valid" and found.valid_to >= today()
        value = f"{', '.join(found.categories)}; {found.valid_to.isoformat()}"
        return _answer("licence", name, found, good=good, value=value)

    def restrictions() -> Row:
        found = list(ehis.restrictions_of(fin, purpose=ehis.Purpose.CONTROL, asked_by=asked_by))
        binding = [one for one in found if one.kind in BINDING and (one.until is None or one.until >= today())]
        if not binding:
            return Row(code="restrictions", subject=name, answer=Answer.OK, as_of=now())
        return _answer("restrictions", name, binding[0], good=False, value=binding[0].kind)

    return [Question("licence", name, licence), Question("restrictions", name, restrictions)]


def _answer(code: str, subject: str, vouched: Vouched, *, good: bool, value: str) -> Row:
    answer, source = Answer.OK if good else Answer.NOT, str(ehis.source_name(vouched.source))
    return Row(code=code, subject=subject, answer=answer, value=value, source=source, as_of=vouched.as_of)
