"""Fleets for tests: vehicles and drivers as the registers would have answered, kept by the real errand."""

from datetime import UTC, date, datetime

from webapp.carriers.refreshing import Found, keep, open_refresh
from webapp.ehis.api import Employee, Licence, Vehicle

AS_OF = datetime(2026, 11, 1, tzinfo=UTC)
FAR = date(2031, 1, 1)
ROAD_POLICE, LABOUR = "AZ/GOV/DYP", "AZ/GOV/EMEK"


def vehicle(
    plate="10-XY-101",
    category="N3",
    *,
    tare=7000,
    mass=18000,
    inspection=FAR,
    insurance=FAR,
    status="registered",
    owner="9900010101",
):
    return Vehicle(
        plate=plate,
        vin="WDB" + plate.replace("-", "").rjust(14, "0"),
        make="Mercedes-Benz",
        model="Actros",
        category=category,
        owner=owner,
        owner_name="“Xəzər Yük” MMC",
        tare_kg=tare,
        max_mass_kg=mass,
        seats=2,
        year=2020,
        colour="ağ",
        inspection_valid_to=inspection,
        insurance_valid_to=insurance,
        status=status,
        source=ROAD_POLICE,
        as_of=AS_OF,
    )


def driver(
    fin="2RSD4K7", name="Rəşad Tofiq oğlu Məmmədov", *, categories=("B", "C", "CE"), valid_to=FAR, status="valid"
):
    employee = Employee(fin, name, "Sürücü", date(2020, 1, 1), LABOUR, AS_OF)
    return employee, Licence(fin, "AZ123456", categories, date(2021, 1, 1), valid_to, status, ROAD_POLICE, AS_OF)


TRUCK = vehicle()
TRAILER = vehicle("10-XT-201", "O4", tare=6000, mass=24000)


def fill_fleet(party_id, account_id, *, vehicles=(TRUCK, TRAILER), drivers=()):
    """Keep the answers of the registers for a party, in the open transaction."""
    refresh_id = open_refresh(party_id, account_id) or _open(party_id)
    keep(refresh_id, Found(tuple(vehicles), tuple(drivers) or (driver(),)))


def _open(party_id):
    from sqlalchemy import select

    from webapp.carriers.models import FleetRefresh
    from webapp.core import db

    query = select(FleetRefresh.id).where(FleetRefresh.party_id == party_id).order_by(FleetRefresh.id.desc())
    return db.session().scalars(query).first()
