"""Organisations: those of the demo people, 40 generated firms, state bodies, a municipality, special records."""

from datetime import date, timedelta
from random import Random
from typing import Final

from mocks.ehis.data import numbers, words
from mocks.ehis.data.population import SEED, generated_people
from mocks.ehis.data.records import EntityRecord, PersonRecord
from mocks.people import OFFICES, ORGANISATIONS, Organisation, person_by_fin

FIRMS: Final = 40
ENTREPRENEURS: Final = 6
SUSPENDED_FOR: Final = timedelta(days=75)
LEGAL_FORMS: Final = {
    "legal": "Məhdud məsuliyyətli cəmiyyət",
    "entrepreneur": "Fərdi sahibkar",
    "state": "Dövlət orqanı",
    "municipality": "Bələdiyyə",
}
AYNA, MINISTRY, EXAM_CENTRE, POLICE, MUNICIPALITY = numbers.voens(99_100_001, 5)
SUSPENDED, LIQUIDATED = numbers.voens(99_200_001, 2)
NOT_FOUND: Final = numbers.voens(99_300_001, 1)[0]
BODIES: Final = (
    Organisation(AYNA, "Azərbaycan Yerüstü Nəqliyyat Agentliyi", "state", "Bakı şəhəri, Tbilisi prospekti 1054"),
    Organisation(MINISTRY, "Rəqəmsal İnkişaf və Nəqliyyat Nazirliyi", "state", "Bakı şəhəri, Zərifə Əliyeva küçəsi 77"),
    Organisation(EXAM_CENTRE, "Dövlət İmtahan Mərkəzi", "state", "Bakı şəhəri, Bakıxanov küçəsi 1"),
    Organisation(POLICE, "Baş Dövlət Yol Polisi İdarəsi", "state", "Bakı şəhəri, Moskva prospekti 78"),
    Organisation(MUNICIPALITY, "Xırdalan bələdiyyəsi", "municipality", "Xırdalan şəhəri, 20 Yanvar küçəsi 2"),
)


def demo_entities(today: date) -> list[EntityRecord]:
    """Return the organisations that the demo people head."""
    offices = {office.voen: office for office in reversed(OFFICES)}
    known = [one for one in ORGANISATIONS if one.voen in offices]
    return [_headed(one, offices[one.voen].fin, offices[one.voen].position, today) for one in known]


def bodies(today: date) -> list[EntityRecord]:
    """Return the state bodies and the municipality; invented people head them."""
    heads = generated_people(today)[-len(BODIES) :]
    position = {"state": "Sədr", "municipality": "Bələdiyyə sədri"}
    return [_entity(body, head, position[body.kind], today=today) for body, head in zip(BODIES, heads, strict=True)]


def generated_firms(today: date) -> list[EntityRecord]:
    """Return 40 invented firms, the last six of them sole traders; the n-th person heads the n-th firm."""
    rng = Random(SEED + 2)
    heads = generated_people(today)
    firms: list[EntityRecord] = []
    for index, voen in enumerate(numbers.voens(15_000_001, FIRMS - ENTREPRENEURS)):
        organisation = Organisation(voen, f"“{words.FIRMS[index]}” MMC", "legal", _address(rng))
        firms.append(_entity(organisation, heads[index], "Direktor", today=today))
    for voen in numbers.voens(17_000_001, ENTREPRENEURS, entrepreneur=True):
        head = heads[len(firms)]
        organisation = Organisation(voen, head.full_name, "entrepreneur", head.address)
        firms.append(_entity(organisation, head, "Fərdi sahibkar", today=today))
    return firms


def special_entities(today: date) -> list[EntityRecord]:
    """Return a suspended and a liquidated firm; NOT_FOUND stands nowhere."""
    heads = generated_people(today)
    suspended = Organisation(SUSPENDED, "“Dayanmış Karvan” MMC", "legal", "Bakı şəhəri, Sahil küçəsi 9")
    liquidated = Organisation(LIQUIDATED, "“Keçmiş Yük” MMC", "legal", "Gəncə şəhəri, Nizami küçəsi 3")
    return [
        _entity(suspended, heads[50], "Direktor", today=today, status="suspended"),
        _entity(liquidated, heads[51], "Direktor", today=today, status="liquidated"),
    ]


def _headed(organisation: Organisation, fin: str, position: str, today: date) -> EntityRecord:
    person = person_by_fin(fin)
    assert person is not None  # every office of the demo belongs to a demo person
    return EntityRecord(
        organisation.voen,
        organisation.name,
        LEGAL_FORMS[organisation.kind],
        organisation.kind,
        organisation.address,
        fin,
        person.full_name,
        position,
        date(today.year - 8, 3, 15),
        founders=((person.full_name, 100),) if organisation.kind == "legal" else (),
    )


def _entity(
    organisation: Organisation, head: PersonRecord, position: str, *, today: date, status: str = "active"
) -> EntityRecord:
    rng = Random(organisation.voen)
    share = rng.choice((50, 60, 75))
    founders = ((head.full_name, share), ("“Sərmayə” ASC", 100 - share))
    return EntityRecord(
        organisation.voen,
        organisation.name,
        LEGAL_FORMS[organisation.kind],
        organisation.kind,
        organisation.address,
        head.fin,
        head.full_name,
        position,
        date(today.year - rng.randrange(1, 20), rng.randrange(1, 13), rng.randrange(1, 29)),
        status,
        founders if organisation.kind == "legal" else (),
        today - SUSPENDED_FOR if status == "suspended" else None,
    )


def _address(rng: Random) -> str:
    return f"{rng.choice(words.PLACES)}, {rng.choice(words.STREETS)} prospekti {rng.randrange(1, 90)}"
