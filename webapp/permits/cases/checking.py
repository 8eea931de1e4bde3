"""The checks of the definitions: which register, found by what, in whose words, blocking or not."""

from typing import Final

from webapp.catalogue.offer import Fetched
from webapp.core.text import _l
from webapp.permits.asked import vehicles_asked
from webapp.permits.cases.remarks import OF_DRIVER, OF_HOLDER, OF_ROOM, OF_VEHICLE
from webapp.permits.checks import registers, room
from webapp.workflow.offer import Applying, Check

TAX: Final = "Vergi ödəyicilərinin reyestri"
POLICE: Final = "Yol polisinin reyestri"
INSURERS: Final = "İcbari Sığorta Bürosunun informasiya sistemi"
PLATE: Final = "qeydiyyat nişanı"


def _sole(applying: Applying) -> bool:
    return applying.party_kind == "entrepreneur"


TAXPAYER: Final = Check(
    code="taxpayer",
    title=_l("Vergi ödəyicisi"),
    ask=registers.taxpayer,
    fetched=Fetched(data="Adı, ünvanı, VÖEN-in vəziyyəti", register=TAX, by="VÖEN"),
    remarks=OF_HOLDER,
)
PERSON: Final = Check(
    code="person",
    title=_l("Sahibkarın şəxsiyyət sənədi"),
    ask=registers.person,
    fetched=Fetched(data="Şəxsiyyəti təsdiq edən sənəd", register="Əhalinin dövlət reyestri", by="FİN"),
    remarks=OF_HOLDER,
    when=_sole,
)
DEBTS: Final = Check(
    code="debts",
    title=_l("Borclar"),
    ask=registers.debts,
    fetched=Fetched(data="Vergi və sosial sığorta borcunun olması", register="DVX və DSMF", by="VÖEN"),
    blocking=False,
    remarks=OF_HOLDER,
)


def vehicle_checks(carriage: str | None) -> tuple[Check, ...]:
    """Return what is asked of each vehicle: registration, right, inspection, insurances."""
    return (
        Check(
            code="vehicle",
            title=_l("Nəqliyyat vasitəsinin qeydiyyatı"),
            ask=registers.vehicles(carriage),
            fetched=Fetched(data="Markası, kateqoriyası, buraxılış ili", register=POLICE, by=PLATE),
            remarks=OF_VEHICLE,
        ),
        Check(
            code="right",
            title=_l("Nəqliyyat vasitəsi üzərində hüquq"),
            ask=registers.rights,
            fetched=Fetched(data="Mülkiyyət, icarə, istifadə hüququ", register="Yol polisi və notariat", by="VÖEN"),
            remarks=OF_VEHICLE,
        ),
        Check(
            code="inspection",
            title=_l("Texniki baxış"),
            ask=registers.inspections,
            fetched=Fetched(data="Son texniki baxış", register=POLICE, by=PLATE),
            remarks=OF_VEHICLE,
        ),
        Check(
            code="insurance",
            title=_l("İcbari sığortalar"),
            ask=registers.insurances(carriage),
            fetched=Fetched(data="İcbari sığorta müqavilələrinin müddəti", register=INSURERS, by=f"{PLATE} və VÖEN"),
            remarks=OF_VEHICLE,
        ),
    )


def driver_checks(*, taxi: bool) -> tuple[Check, ...]:
    """Return what is asked of each driver: licence, contract, training, medical examination."""
    return (
        Check(
            code="licence",
            title=_l("Sürücülük vəsiqəsi"),
            ask=registers.licences,
            fetched=Fetched(data="Vəsiqənin kateqoriyası, müddəti, məhdudiyyətlər", register=POLICE, by="FİN"),
            remarks=OF_DRIVER,
        ),
        Check(
            code="employment",
            title=_l("Əmək müqaviləsi"),
            ask=registers.employment,
            fetched=Fetched(data="Əmək müqaviləsi bildirişi", register="ƏƏSMN-in informasiya sistemi", by="FİN"),
            remarks=OF_DRIVER,
        ),
        Check(
            code="training",
            title=_l("Xüsusi hazırlıq"),
            ask=registers.taxi_training if taxi else registers.training,
            fetched=Fetched(data="Xüsusi hazırlıq şəhadətnaməsi", register="Hazırlıq reyestri", by="FİN"),
            remarks=OF_DRIVER,
        ),
        Check(
            code="medical",
            title=_l("Tibbi müayinə"),
            ask=registers.medical,
            fetched=Fetched(data="Son tibbi müayinənin tarixi və rəyi", register="Elektron sağlamlıq kartı", by="FİN"),
            remarks=OF_DRIVER,
        ),
    )


def one_card(type_code: str) -> Check:
    """Return the check that no vehicle has a live card of the type."""
    return Check(code="one_card", title=_l("Bir vasitə, bir kart"), ask=room.one_card(type_code), remarks=OF_VEHICLE)


CARS: Final = Check(code="car", title=_l("Taksi avtomobilinə tələblər"), ask=room.car_rules, remarks=OF_VEHICLE)
CAP: Final = Check(
    code="cap",
    title=_l("Ərazi üzrə hədd və növbə"),
    ask=room.cap,
    remarks=OF_ROOM,
    when=lambda applying: bool(vehicles_asked(applying.answers)),
)
CHANGED: Final = Check(code="changed", title=_l("Nə dəyişib"), ask=room.something_changed, remarks=OF_ROOM)
OVER: Final = Check(code="over", title=_l("Ölçü və kütlə hədləri"), ask=room.over_limits, remarks=OF_ROOM)
TRIP_INSURANCE: Final = Check(
    code="insurance",
    title=_l("İcbari sığorta"),
    ask=registers.whole_trip,
    fetched=Fetched(data="Sahibin mülki məsuliyyət sığortası", register=INSURERS, by=PLATE),
    remarks=OF_VEHICLE,
)
HOLDER: Final = (TAXPAYER, PERSON, DEBTS)
