"""Which of the seven operations there are for which type of permit, and why not (docs/permits.md is printed from here)."""

from typing import Final

from webapp.permits.rules import Operation

CARDED: Final = ("cargo", "occasional", "taxi", "international_cargo", "international_passengers")
TYPES: Final = (*CARDED, "taxi_orders", "mark", "special_mark", "oversize", "road_works")
OPERATIONS: Final = tuple(Operation)
OFFICE: Final = "office"
BY_BOTH: Final = (Operation.SUSPENSION, Operation.RESTORATION, Operation.REVOCATION)
"""What the holder asks for, and the office can also begin."""

NO_CARDS: Final = "Kartı yoxdur: əlavə edilən nəqliyyat vasitəsi də yoxdur."
ONE_VEHICLE: Final = "Bir nəqliyyat vasitəsinə bağlıdır: başqa vasitə üçün yeni nişan alınır."
REPRINTED: Final = "Elektrondur: itən nişan kabinetdən yenidən çap edilir."
PAID_PERIOD: Final = "Ödənilmiş dövrü təsdiq edir: dayandırılası fəaliyyət yoxdur."
NOT_SUSPENDED: Final = "Dayandırılmır, ona görə bərpa da edilmir."
ONE_TRIP: Final = "Bir gediş, bir nəqliyyat vasitəsi üçündür: dəyişiklik olduqda yeni icazə alınır."
PRINTED: Final = "Elektrondur: kabinetdən yenidən çap edilir."
OTHER_WORKS: Final = "Bir yerdə görülən işlər üçündür: yer və ya işlər dəyişdikdə yeni texniki şərtlər alınır."
WORKS_STOP: Final = "İşlərin şərtidir: pozulduqda ləğv edilir."
TRIP_ENDS: Final = "Qısamüddətlidir: şərt pozulduqda ləğv edilir."

NOT_APPLICABLE: Final[dict[tuple[Operation, str], str]] = {
    (Operation.ANNEX, "taxi_orders"): NO_CARDS,
    **{(Operation.DUPLICATE, one): REPRINTED for one in ("mark", "special_mark")},
    **{(Operation.ANNEX, one): ONE_VEHICLE for one in ("mark", "special_mark")},
    **{(Operation.SUSPENSION, one): PAID_PERIOD for one in ("mark", "special_mark")},
    **{(Operation.RESTORATION, one): NOT_SUSPENDED for one in ("mark", "special_mark", "oversize", "road_works")},
    **{(Operation.DUPLICATE, one): PRINTED for one in ("oversize", "road_works")},
    (Operation.ANNEX, "oversize"): ONE_TRIP,
    (Operation.REREGISTRATION, "oversize"): ONE_TRIP,
    (Operation.SUSPENSION, "oversize"): TRIP_ENDS,
    (Operation.ANNEX, "road_works"): NO_CARDS,
    (Operation.REREGISTRATION, "road_works"): OTHER_WORKS,
    (Operation.SUSPENSION, "road_works"): WORKS_STOP,
}


def code_of(type_code: str, operation: Operation, *, by: str = "") -> str:
    """Return the code of the declared service: permits.taxi.issue, permits.taxi.suspension.office."""
    return ".".join(filter(None, ("permits", type_code, operation.value, by)))


def applicable(operation: Operation, type_code: str) -> bool:
    """Whether there is the operation for the type."""
    return (operation, type_code) not in NOT_APPLICABLE


def codes_of(operation: Operation, type_code: str) -> tuple[str, ...]:
    """Return the codes of the declared services for one cell of the table, none where it is not applicable."""
    if not applicable(operation, type_code):
        return ()
    by_office = (code_of(type_code, operation, by=OFFICE),) if operation in BY_BOTH else ()
    return (code_of(type_code, operation), *by_office)


def office_codes(type_code: str) -> tuple[str, ...]:
    """Return the codes of what an officer can begin for a permit of this type."""
    return tuple(
        code_of(type_code, one, by=OFFICE) for one in OPERATIONS if one in BY_BOTH and applicable(one, type_code)
    )
