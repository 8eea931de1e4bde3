"""People: the demo people, 220 generated ones, and special records for the branches that a portal forgets."""

from datetime import date, timedelta
from random import Random
from typing import Final

from mocks.ehis.data import numbers, words
from mocks.ehis.data.records import PersonRecord
from mocks.people import PEOPLE

SEED: Final = 20_260_201
COUNT: Final = 220

CHILD: Final = "5CHD7A1"  # Aysel's daughter of seven
DECEASED: Final = "9DEC3A5"
MINOR: Final = "9MNR1A2"
EXPIRED_YESTERDAY: Final = "9EXP1A1"
EXPIRING_TODAY: Final = "9TDY1A1"
SUSPENDED_LICENCE: Final = "9SUS1A1"
SEVERAL: Final = "9DUP2A2"
NOT_FOUND: Final = "9NTF9N9"


def years_before(today: date, years: int) -> date:
    """Return the first of this month, `years` years ago."""
    return date(today.year - years, today.month, 1)


def demo_people(today: date) -> list[PersonRecord]:
    """Return what the register knows of the demo people."""
    rng = Random(SEED + 1)
    return [
        PersonRecord(
            person.fin,
            person.family_name,
            person.given_name,
            person.patronymic,
            person.gender,
            person.birthdate,
            "Bakı şəhəri",
            _address(rng),
            numbers.serial(rng, "AA"),
            years_before(today, 3),
            years_before(today, 3).replace(year=today.year + 7),
        )
        for person in PEOPLE
    ]


def generated_people(today: date) -> list[PersonRecord]:
    """Return 220 invented adults, the same ones at every start."""
    rng = Random(SEED)
    taken = {person.fin for person in PEOPLE} | {record.fin for record in special_people(today)} | {NOT_FOUND}
    people: list[PersonRecord] = []
    while len(people) < COUNT:
        record = _person(rng, today)
        if record.fin not in taken:
            taken.add(record.fin)
            people.append(record)
    return people


def special_people(today: date) -> list[PersonRecord]:
    """Return the records of the named special cases; SEVERAL stands twice, NOT_FOUND nowhere."""
    day = timedelta(days=1)
    far = today.replace(year=today.year + 5, day=1)
    return [
        _special(CHILD, "Quliyeva", "Nuray", "f", years_before(today, 7), far),
        _special(DECEASED, "Bayramov", "Həsən", "m", years_before(today, 81), far, status="deceased"),
        _special(MINOR, "Cavadov", "Tunar", "m", years_before(today, 12), far),
        _special(EXPIRED_YESTERDAY, "Dadaşov", "Elmir", "m", years_before(today, 40), today - day),
        _special(EXPIRING_TODAY, "Eyvazova", "Mina", "f", years_before(today, 35), today),
        _special(SUSPENDED_LICENCE, "Qafarov", "Rüfət", "m", years_before(today, 29), far),
        _special(SEVERAL, "Rzayev", "Elxan", "m", years_before(today, 44), far),
        _special(SEVERAL, "Rzayev", "Elxan", "m", years_before(today, 45), far),
    ]


def _person(rng: Random, today: date) -> PersonRecord:
    gender = rng.choice("mf")
    family = rng.choice(words.FAMILIES)
    issued = today - timedelta(days=rng.randrange(30, 3000))
    return PersonRecord(
        numbers.fin(rng),
        family if gender == "m" else f"{family}a",
        rng.choice(words.MALE if gender == "m" else words.FEMALE),
        rng.choice(words.MALE),
        gender,
        years_before(today, rng.randrange(19, 68)) + timedelta(days=rng.randrange(28)),
        rng.choice(words.PLACES),
        _address(rng),
        numbers.serial(rng, "AA"),
        issued,
        issued + timedelta(days=3652),
    )


def _special(
    fin: str, family: str, given: str, gender: str, born: date, valid_to: date, *, status: str = "alive"
) -> PersonRecord:
    rng = Random(fin)
    issued = valid_to - timedelta(days=3652)
    number = numbers.serial(rng, "AA")
    return PersonRecord(
        fin, family, given, "Azər", gender, born, "Bakı şəhəri", _address(rng), number, issued, valid_to, status
    )


def _address(rng: Random) -> str:
    return f"{rng.choice(words.PLACES)}, {rng.choice(words.STREETS)} küçəsi {rng.randrange(1, 120)}"
