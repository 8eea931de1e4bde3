"""Each function asks one register about a case and says line by line what it has (charter 003, 5.2; 615/2017, annex 2)."""

from collections.abc import Callable
from typing import Final

from webapp.ehis import api as registers
from webapp.ehis.errors import NotInRegister, SeveralInRegister
from webapp.permits.asked import AskedDriver, AskedVehicle, drivers_asked, section, vehicles_asked
from webapp.permits.checks.asking import asking, each, line
from webapp.permits.rules import fits, insurances_for, may_drive
from webapp.workflow.offer import CaseFacts, Finding

BINDING: Final = frozenset({"suspension", "withdrawal"})
DRIVERS: Final = "drivers.drivers"
OCCUPATIONAL: Final = registers.InsuranceKind.OCCUPATIONAL
Ask = Callable[[CaseFacts], list[Finding]]


def taxpayer(facts: CaseFacts) -> list[Finding]:
    """The holder is in the register of taxpayers and active (615/2017, annex 2, 1.1)."""
    found = registers.get_legal_entity(facts.number, **asking(facts))
    return [
        line(found.status == "active", found, found=found.status, remark="inactive"),
        line(found.name == facts.name, found, stated=facts.name, found=found.name, remark="other_name"),
    ]


def person(facts: CaseFacts) -> list[Finding]:
    """The sole trader's identity document is in force (615/2017, annex 2, 2.1)."""
    found = registers.get_person(facts.fin, **asking(facts))
    good = found.status == "alive" and found.document_valid_to >= facts.day
    return [line(good, found, found=found.document_valid_to.isoformat(), remark="document_over")]


def debts(facts: CaseFacts) -> list[Finding]:
    """Whether taxes or contributions are owed: has or has not, never how much (charter 003, 5.2.7)."""
    found = registers.debts_of(facts.number, **asking(facts))
    return [
        line(not found.tax.has_debt, found.tax, remark="tax_debt"),
        line(not found.contributions.has_debt, found.contributions, remark="contribution_debt"),
    ]


def vehicles(carriage: str | None) -> Ask:
    """Return the check that each vehicle is registered and of a category for the carriage (615/2017, annex 2, 2.2)."""

    def ask(facts: CaseFacts) -> list[Finding]:
        def one(asked: AskedVehicle) -> list[Finding]:
            found = registers.get_vehicle(asked.plate, **asking(facts))
            words = f"{found.make} {found.model}, {found.category}, {found.year}"
            good, remark = found.status == "registered", "not_registered"
            if good and not fits(carriage, found.category):
                good, remark = False, "wrong_category"
            return [line(good, found, subject=asked.plate, place=asked.place, found=words, remark=remark)]

        return each(vehicles_asked(facts.answers), one, _vehicle)

    return ask


def rights(facts: CaseFacts) -> list[Finding]:
    """Each vehicle is the holder's, or leased, in use, or by a power of attorney (charter 003, 4.0.1, 5.2.9, 5.2.10)."""
    power = _power(facts)
    uses = registers.vehicle_uses_of(facts.number, **asking(facts))
    held = {one.plate: one for one in uses if one.valid_from <= facts.day <= one.valid_to}

    def one(asked: AskedVehicle) -> list[Finding]:
        found = registers.get_vehicle(asked.plate, **asking(facts))
        use = held.get(found.plate)
        named = {"subject": asked.plate, "place": asked.place}
        if use is not None and found.owner != facts.number:
            return [line(True, use, **named, found=use.right)]
        if power is not None and power.plate == found.plate and found.owner != facts.number:
            good = power.valid_from <= facts.day <= power.valid_to
            return [line(good, power, **named, found=power.valid_to.isoformat(), remark="power_over")]
        return [line(found.owner == facts.number, found, **named, found="own", remark="not_yours")]

    return each(vehicles_asked(facts.answers), one, _vehicle)


def _power(facts: CaseFacts) -> registers.PowerOfAttorney | None:
    """The power of attorney whose bar code was typed (615/2017, annex 2, 4.1), None without one."""
    code = "".join(str(section(facts.answers, "power").get("barcode") or "").split())
    if not code:
        return None
    try:
        return registers.power_by_barcode(code, **asking(facts))
    except (NotInRegister, SeveralInRegister):
        return None


def inspections(facts: CaseFacts) -> list[Finding]:
    """Each vehicle passed its inspection and it still holds (charter 003, 5.2.10)."""

    def one(asked: AskedVehicle) -> list[Finding]:
        found = registers.get_inspection(asked.plate, **asking(facts))
        good = found.passed and found.valid_to >= facts.day
        named = {"subject": asked.plate, "place": asked.place, "found": found.valid_to.isoformat()}
        return [line(good, found, **named, remark="inspection_over" if found.passed else "not_passed")]

    return each(vehicles_asked(facts.answers), one, _vehicle)


def insurances(carriage: str | None) -> Ask:
    """Return the check of the compulsory insurances by kind (charter 003, 5.2.8)."""

    def ask(facts: CaseFacts) -> list[Finding]:
        kinds = insurances_for(carriage)

        def one(asked: AskedVehicle) -> list[Finding]:
            return [_insured(facts, asked, registers.InsuranceKind(kind)) for kind in kinds if kind != "occupational"]

        found = each(vehicles_asked(facts.answers), one, _vehicle)
        employs = any(driver.fin != facts.fin for driver in drivers_asked(facts))
        if "occupational" in kinds and (facts.party_kind == "organisation" or employs):
            found += each([facts.number], lambda _: [_insured(facts, None, OCCUPATIONAL)], lambda _: ("", ""))
        return found

    return ask


def _insured(facts: CaseFacts, asked: AskedVehicle | None, kind: registers.InsuranceKind) -> Finding:
    said = asking(facts)
    if asked is None:
        found = registers.policies_of_employer(facts.number, kind, **said)
    else:
        found = registers.policies_of_vehicle(asked.plate, kind, **said)
    ends = max((one.valid_to for one in found if one.valid_from <= facts.day), default=None)
    named = {"subject": asked.plate if asked else "", "place": asked.place if asked else ""}
    words = ends.isoformat() if ends else ""
    return line(ends is not None and ends >= facts.day, found, **named, found=words, remark=kind.value)


def licences(facts: CaseFacts) -> list[Finding]:
    """Each driver's licence holds, is of a category for one of the vehicles, and is not taken away (charter 003, 5.2.4)."""
    plates = [one.plate for one in vehicles_asked(facts.answers)]
    categories = [registers.get_vehicle(plate, **asking(facts)).category for plate in plates]

    def one(driver: AskedDriver) -> list[Finding]:
        found = registers.get_licence(driver.fin, **asking(facts))
        bound = registers.restrictions_of(driver.fin, **asking(facts))
        remark = ""
        if found.status != "valid" or any(it.kind in BINDING and _runs(it, facts) for it in bound):
            remark = "licence_taken"
        elif found.valid_to < facts.day:
            remark = "licence_over"
        elif categories and not may_drive(found.categories, categories):
            remark = "licence_category"
        words = ", ".join(found.categories)
        return [line(not remark, found, subject=driver.name, place=DRIVERS, found=words, remark=remark)]

    return each(drivers_asked(facts), one, _driver)


def employment(facts: CaseFacts) -> list[Finding]:
    """Each driver works for the holder by a contract; a sole trader drives for oneself (charter 003, 5.2.5)."""

    def one(driver: AskedDriver) -> list[Finding]:
        found = registers.active_employers_of(driver.fin, **asking(facts))
        good = any(it.voen == facts.number for it in found)
        return [line(good, found, subject=driver.name, place=DRIVERS, remark="not_employed")]

    hired = [one for one in drivers_asked(facts) if facts.party_kind == "organisation" or one.fin != facts.fin]
    return each(hired, one, _driver)


def training(facts: CaseFacts) -> list[Finding]:
    """Each driver has the training of domestic carriage, and it still holds (charter 003, 5.1.1)."""
    return _trained(facts, taxi=False)


def taxi_training(facts: CaseFacts) -> list[Finding]:
    """Each driver has the special training of a taxi driver, and it still holds (charter 003, 5.1.2)."""
    return _trained(facts, taxi=True)


def _trained(facts: CaseFacts, *, taxi: bool) -> list[Finding]:
    of = registers.taxi_training_of if taxi else registers.domestic_training_of

    def one(driver: AskedDriver) -> list[Finding]:
        found = of(driver.fin, **asking(facts))
        good = any(it.valid_to is None or it.valid_to >= facts.day for it in found)
        return [line(good, found, subject=driver.name, place=DRIVERS, remark="not_trained")]

    return each(drivers_asked(facts), one, _driver)


def medical(facts: CaseFacts) -> list[Finding]:
    """Each driver's last medical examination says fit, and it still holds (615/2017, annex 2, 7.2); no diagnosis."""

    def one(driver: AskedDriver) -> list[Finding]:
        found = registers.driver_medical(driver.fin, **asking(facts))
        remark = "unfit" if found.conclusion == "unfit" else "" if found.valid_to >= facts.day else "medical_over"
        return [line(not remark, found, subject=driver.name, place=DRIVERS, remark=remark)]

    return each(drivers_asked(facts), one, _driver)


def whole_trip(facts: CaseFacts) -> list[Finding]:
    """The vehicle of a single trip is insured to the trip's last day."""
    last = str(section(facts.answers, "days").get("until") or facts.day.isoformat())

    def one(asked: AskedVehicle) -> list[Finding]:
        found = registers.policies_of_vehicle(asked.plate, registers.InsuranceKind.LIABILITY, **asking(facts))
        ends = max((it.valid_to.isoformat() for it in found), default="")
        return [line(ends >= last, found, subject=asked.plate, place=asked.place, found=ends, remark="liability")]

    return each(vehicles_asked(facts.answers), one, _vehicle)


def _runs(bound: registers.Restriction, facts: CaseFacts) -> bool:
    return bound.since <= facts.day and (bound.until is None or bound.until >= facts.day)


def _vehicle(asked: AskedVehicle) -> tuple[str, str]:
    return asked.plate, asked.place


def _driver(driver: AskedDriver) -> tuple[str, str]:
    return driver.name, DRIVERS
