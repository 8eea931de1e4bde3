"""The invented servants of the demonstration: the same ones at every start, their careers told back from this year."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from random import Random
from typing import Final

from webapp.civil_service.demo.bodies import BODIES, STAFF, Body

SEED: Final = 20_250_517
LETTERS: Final = "0123456789ABCDEFGHJKLMNPQRSTUVWXYZ"
FAMILIES: Final = (
    "Abbasov", "Ağayev", "Allahverdiyev", "Bədəlov", "Cabbarov", "Dadaşov", "Əhmədov", "Fətullayev", "Hacıyev",
    "Hüseynov", "İbrahimov", "Kazımov", "Qasımov", "Mirzəyev", "Nağıyev", "Ömərov", "Paşayev", "Rəhimov", "Sadıqov",
    "Şükürov", "Tağıyev", "Vəliyev", "Yusifov", "Zamanov",
)  # fmt: skip
MEN: Final = ("Anar", "Vüqar", "Emil", "Fuad", "Hikmət", "İlkin", "Kənan", "Murad", "Nicat", "Rəşid", "Samir", "Taleh")
WOMEN: Final = (
    "Aytən",
    "Cəmilə",
    "Elnarə",
    "Fidan",
    "Gülnar",
    "İlahə",
    "Könül",
    "Ləman",
    "Nərmin",
    "Səbinə",
    "Ülkər",
    "Zümrüd",
)
RANKS: Final = {"a4": "chief", "a5": "first", "a6": "second", "a7": "third"}
COURSES: Final = ("İnzibati icraat", "Elektron xidmətlər", "Dövlət qulluqçusunun etikası", "Personalın idarə edilməsi")
DAYS: Final = 365.25


@dataclass(frozen=True, slots=True)
class Held:
    """A post that somebody held: days counted, the last one too."""

    body: Body
    unit: str
    title: str
    post_class: str
    admission: str
    since: date
    until: date | None
    probation_until: date | None = None


@dataclass(frozen=True, slots=True)
class Invented:
    """One invented servant."""

    fin: str
    family_name: str
    given_name: str
    patronymic: str
    sex: str
    birthdate: date
    posts: tuple[Held, ...]
    rank: str | None
    rank_since: date | None
    course: str
    attested_on: date | None


def invented(today: date) -> Iterator[Invented]:
    """Return the servants of every body, former ones and beginners among them."""
    rng = Random(SEED)  # noqa: S311 - invented people, the same ones at every start
    for body in BODIES:
        places = [(unit, place) for unit in body.units for place in STAFF for _each in range(place.places)]
        rng.shuffle(places)
        for index, (unit, place) in enumerate(places[: body.filled]):
            yield _servant(rng, body, unit, (place.title, place.post_class), index, today)


def _servant(rng: Random, body: Body, unit: str, place: tuple[str, str], index: int, today: date) -> Invented:
    sex = rng.choice("mmf")
    family = rng.choice(FAMILIES)
    age = rng.randrange(24, 67)
    served = min(rng.randrange(1, 30), age - 22)
    posts = tuple(_career(rng, body, unit, place, served, index, today))
    last = posts[-1]
    rank = RANKS.get(last.post_class) if served > 1 else None
    return Invented(
        fin="".join(rng.choices(LETTERS, k=7)),
        family_name=family if sex == "m" else f"{family}a",
        given_name=rng.choice(MEN if sex == "m" else WOMEN),
        patronymic=rng.choice(MEN),
        sex=sex,
        birthdate=_ago(today, age, rng.randrange(365)),
        posts=posts,
        rank=rank,
        rank_since=min(last.since + timedelta(days=rng.randrange(30, 400)), today) if rank else None,
        course=rng.choice(COURSES),
        attested_on=_ago(today, rng.randrange(0, 6), 40) if rng.random() < 0.8 and served > 3 else None,  # noqa: PLR2004 - four of five
    )


def _career(
    rng: Random, body: Body, unit: str, place: tuple[str, str], served: int, index: int, today: date
) -> Iterator[Held]:
    """Return one or two posts; each ninth servant has left, each tenth is a beginner."""
    since = _ago(today, served, rng.randrange(1, 300))
    left = _ago(today, 0, rng.randrange(20, 900)) if index % 9 == 8 and served > 4 else None  # noqa: PLR2004 - the last of nine, after four years
    if index % 10 == 9 and left is None:  # noqa: PLR2004 - the last of ten
        begun = _ago(today, 0, 40)
        kind = "trainee" if index % 20 < 10 else "probation"  # noqa: PLR2004 - every other one
        yield Held(body, unit, "Məsləhətçi", "a7", kind, begun, None, begun + timedelta(days=180))
        return
    if served > 5:  # noqa: PLR2004 - long enough for two posts
        moved = since + timedelta(days=int(served * DAYS / 2))
        yield Held(rng.choice(BODIES), unit, "Məsləhətçi", "a7", "competition", since, moved - timedelta(days=1))
        since = moved
    yield Held(body, unit, *place, "competition" if served <= 5 else "transfer", since, left)  # noqa: PLR2004 - the first post


def _ago(today: date, years: int, days: int) -> date:
    return today - timedelta(days=int(years * DAYS) + days)
