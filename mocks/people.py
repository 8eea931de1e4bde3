"""The invented people and organisations that every counterparty knows in the same way.

The numbers pass their checks (FİN: 7 characters without I and O; VÖEN: check digit), the persons do not exist.
"""

from dataclasses import dataclass
from datetime import date
from typing import Final

DEMO_PASSWORD: Final = "Demo-2026!"  # noqa: S105 - an invented password, printed at every start
DEMO_PIN: Final = "1234"


@dataclass(frozen=True, slots=True)
class Person:
    """One invented person: FİN, names in Azerbaijani, birth date, mobile number in E.164."""

    fin: str
    given_name: str
    patronymic: str
    family_name: str
    gender: str
    birthdate: date
    phone: str
    about: str

    @property
    def fathers_name(self) -> str:
        """The father's name with its suffix, as documents write it: Kamal qızı."""
        return f"{self.patronymic} {'oğlu' if self.gender == 'm' else 'qızı'}"

    @property
    def full_name(self) -> str:
        """Given name, father's name with its suffix, family name, as the country writes it."""
        return f"{self.given_name} {self.fathers_name} {self.family_name}"


@dataclass(frozen=True, slots=True)
class Organisation:
    """One invented organisation; `kind` is legal, entrepreneur, state or municipality."""

    voen: str
    name: str
    kind: str
    address: str


@dataclass(frozen=True, slots=True)
class Office:
    """A certificate that lets `fin` act for `voen`, as the provider's certificates endpoint lists it."""

    fin: str
    voen: str
    position: str
    has_stamp: bool
    certificate_number: str
    valid_to: date


PEOPLE: Final = (
    Person("5AYS3L1", "Aysel", "Rəhim", "Quliyeva", "f", date(1991, 4, 12), "+994501234501", "citizen, mother of one"),
    Person("2RSD4K7", "Rəşad", "Tofiq", "Məmmədov", "m", date(1984, 9, 3), "+994501234502", "driver of Xəzər Yük"),
    Person("7LYL5H2", "Leyla", "Kamal", "Əliyeva", "f", date(1979, 1, 25), "+994501234503", "head of Xəzər Yük"),
    Person(
        "4KMR8N3", "Kamran", "Adil", "Həsənov", "m", date(1995, 6, 30), "+994501234504", "to be a responsible person"
    ),
    Person("3LVN6T9", "Elvin", "Nadir", "Babayev", "m", date(1988, 11, 17), "+994501234505", "sole trader"),
    Person("6NGR2C5", "Nigar", "Vaqif", "İsmayılova", "f", date(1982, 3, 8), "+994501234506", "head of Göyçay Meyvə"),
    Person("8TRL7D4", "Tural", "Şahin", "Orucov", "m", date(1976, 12, 5), "+994501234507", "head of Bazar 24"),
    Person("9SVD3F6", "Sevda", "Ənvər", "Kərimova", "f", date(1974, 7, 21), "+994501234508", "head of Abşeron Avtobus"),
    Person("1RXN5B8", "Orxan", "Elman", "Nəbiyev", "m", date(1990, 2, 14), "+994501234509", "bus driver"),
    Person("2ZAR9W1", "Zaur", "Fuad", "Şirinov", "m", date(1986, 5, 9), "+994501234510", "case officer of AYNA"),
    Person(
        "5GNL4M3", "Günel", "Rauf", "Mustafayeva", "f", date(1980, 10, 2), "+994501234511", "head of section at AYNA"
    ),
    Person("7FAQ6P2", "Faiq", "Zahid", "Rüstəmov", "m", date(1983, 8, 19), "+994501234512", "roadside inspector"),
    Person(
        "3SMR8V7", "Samirə", "Natiq", "Vəliyeva", "f", date(1993, 1, 11), "+994501234513", "translation administrator"
    ),
    Person("4LQR2J5", "İlqar", "Cavad", "Axundov", "m", date(1978, 4, 27), "+994501234514", "civil servant"),
    Person("8RNA7X9", "Rəna", "Hikmət", "Cəfərova", "f", date(1985, 9, 15), "+994501234515", "personnel officer"),
    Person(
        "6VSL3G4",
        "Vüsal",
        "Arif",
        "Qasımov",
        "m",
        date(1981, 6, 6),
        "+994501234516",
        "officer of the servants' register, server administrator",
    ),
    Person("9MHR5Y2", "Mehri", "Sabir", "Bağırova", "f", date(1977, 12, 29), "+994501234517", "auditor"),
    Person("1XYZ2W3", "Fərid", "Mübariz", "Zeynalov", "m", date(1972, 3, 31), "+994501234518", "was driver; debts"),
)

ORGANISATIONS: Final = (
    Organisation("9900010101", "“Xəzər Yük” MMC", "legal", "Bakı şəhəri, Xətai rayonu, Nobel prospekti 15"),
    Organisation("9900020172", "Babayev Elvin Nadir oğlu", "entrepreneur", "Sumqayıt şəhəri, Sülh küçəsi 8"),
    Organisation("9900010231", "“Göyçay Meyvə” MMC", "legal", "Göyçay şəhəri, Nizami küçəsi 42"),
    Organisation("9900010361", "“Bazar 24” MMC", "legal", "Bakı şəhəri, Nərimanov rayonu, Atatürk prospekti 24"),
    Organisation("9900010491", "“Abşeron Avtobus” MMC", "legal", "Xırdalan şəhəri, Heydər Əliyev prospekti 3"),
    Organisation("9900010511", "“Köhnə Yol” MMC", "legal", "Gəncə şəhəri, Cavad xan küçəsi 101"),
)

OFFICES: Final = (
    Office("7LYL5H2", "9900010101", "Direktor", True, "AZ-B-2025-000103", date(2028, 1, 31)),
    Office("3LVN6T9", "9900020172", "Fərdi sahibkar", True, "AZ-B-2025-000105", date(2028, 1, 31)),
    Office("6NGR2C5", "9900010231", "Direktor", True, "AZ-B-2025-000106", date(2028, 1, 31)),
    Office("8TRL7D4", "9900010361", "Direktor", True, "AZ-B-2025-000107", date(2028, 1, 31)),
    Office("9SVD3F6", "9900010491", "Baş direktor", True, "AZ-B-2025-000108", date(2028, 1, 31)),
    Office("1XYZ2W3", "9900010511", "Direktor", True, "AZ-B-2025-000118", date(2028, 1, 31)),
)


def person_by_fin(fin: str) -> Person | None:
    """Return the demo person with this FİN, or None."""
    return next((person for person in PEOPLE if person.fin == fin), None)
