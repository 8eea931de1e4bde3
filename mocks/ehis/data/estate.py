"""Real estate of infrastructure objects (stations, terminals, parks), and addresses that were renamed."""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import ClassVar, Final

from mocks.ehis.data.sent import Part, Sent
from mocks.ehis.data.vehicles import ABSERON_AVTOBUS, ELVIN, KOHNE_YOL, XEZER_YUK

STATION, TERMINAL, PARKING, HALVES, LAPSED = (f"40120260{n:04d}" for n in (11, 12, 13, 14, 15))
# register number, holder, right, kind, address, square metres, days since registration, days to its end
RIGHTS: Final = (
    (
        STATION,
        ABSERON_AVTOBUS,
        "ownership",
        "Avtovağzal",
        "Xırdalan şəhəri, Heydər Əliyev prospekti 3",
        4200,
        2500,
        None,
    ),
    (PARKING, ABSERON_AVTOBUS, "lease", "Dayanacaq", "Xırdalan şəhəri, 28 May küçəsi 14", 1800, 700, 395),
    (
        TERMINAL,
        XEZER_YUK,
        "ownership",
        "Yük terminalı",
        "Bakı şəhəri, Xətai rayonu, Nobel prospekti 15",
        9600,
        1900,
        None,
    ),
    (PARKING, XEZER_YUK, "use", "Dayanacaq", "Xırdalan şəhəri, 28 May küçəsi 14", 1800, 90, 0),
    (HALVES, ELVIN, "ownership", "Qaraj", "Sumqayıt şəhəri, Sülh küçəsi 8", 60, 3100, None),
    (HALVES, "3LVN6T9", "ownership", "Qaraj", "Sumqayıt şəhəri, Sülh küçəsi 8", 60, 3100, None),
    (LAPSED, KOHNE_YOL, "lease", "Dayanacaq", "Gəncə şəhəri, Cavad xan küçəsi 103", 2400, 1500, -1),
)
SHARED: Final = frozenset({HALVES})
# former address, present one, code in the address register
ADDRESSES: Final = (
    ("Bakı şəhəri, Kirov prospekti 5", "Bakı şəhəri, Səbail rayonu, Azadlıq prospekti 5", "AZ1000-0005"),
    ("Gəncə şəhəri, Lenin küçəsi 101", "Gəncə şəhəri, Cavad xan küçəsi 101", "AZ2000-0101"),
    ("Sumqayıt şəhəri, Sülh küçəsi 8", "Sumqayıt şəhəri, 9-cu mikrorayon, Sülh küçəsi 8", "AZ5000-0008"),
    ("Bakı şəhəri, Bağlar küçəsi 1", "Bakı şəhəri, Binəqədi rayonu, Bağlar küçəsi 1", "AZ1000-0201"),
    ("Bakı şəhəri, Bağlar küçəsi 1", "Bakı şəhəri, Sabunçu rayonu, Bağlar küçəsi 1", "AZ1000-0301"),
)
SEVERAL: Final = "Bakı şəhəri, Bağlar küçəsi 1"


@dataclass(frozen=True, slots=True)
class CoOwnerPart(Part):
    """Another holder of the same right; sent, never kept."""

    name: str
    share_percent: int


@dataclass(frozen=True, slots=True)
class RightRecord(Sent):
    """A registered right; share, co-owners and encumbrance are sent although charter 5.2.11 does not name them."""

    PROVIDER: ClassVar[str] = "EMDX"
    ELEMENT: ClassVar[str] = "right"
    register_number: str
    registration_number: str
    holder: str
    holder_name: str
    right: str
    ownership_kind: str
    kind: str
    address: str
    area_m2: int
    registered_on: date
    valid_to: date | None
    share_percent: int
    encumbrance: str | None
    co_owner: tuple[CoOwnerPart, ...]


@dataclass(frozen=True, slots=True)
class AddressRecord(Sent):
    """An address before and after."""

    PROVIDER: ClassVar[str] = "EMDX"
    ELEMENT: ClassVar[str] = "address"
    former: str
    current: str
    code: str
    changed_on: date


def rights(today: date, names: dict[str, str]) -> list[RightRecord]:
    """Return the rights on the objects of the demo carriers: owned, leased, in use, ending today, ended yesterday."""
    return [
        RightRecord(
            number,
            f"{number[-4:]}/{index + 1}",
            holder,
            names[holder],
            right,
            "Xüsusi mülkiyyət",
            kind,
            address,
            area,
            today - timedelta(days=since),
            None if left is None else today + timedelta(days=left),
            50 if number in SHARED else 100,
            "İpoteka" if number == TERMINAL else None,
            (CoOwnerPart("Ortaq mülkiyyətçi", 50),) if number in SHARED else (),
        )
        for index, (number, holder, right, kind, address, area, since, left) in enumerate(RIGHTS)
    ]


def addresses(today: date) -> list[AddressRecord]:
    """Return the renamed addresses; SEVERAL became two."""
    return [AddressRecord(former, current, code, date(today.year - 12, 6, 1)) for former, current, code in ADDRESSES]
