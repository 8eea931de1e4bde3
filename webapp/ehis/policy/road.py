"""Rows of the road police and of the state border."""

from typing import Final

from webapp.ehis.answers import Crossing, Inspection, Licence, Presence, Restriction, Vehicle
from webapp.ehis.policy.purposes import Purpose
from webapp.ehis.policy.row import Period, Policy
from webapp.ehis.policy.terms import HOUR, MINUTES, allowed, charter, rows_for

KEPT: Final = (Purpose.CABINET, Purpose.FLEET, Purpose.PERMIT, Purpose.CONTROL)
CROSSINGS: Final = rows_for(allowed(charter("5.2.6"), (Purpose.FLEET, Purpose.PERMIT, Purpose.CONTROL)))

VEHICLES: Final = rows_for(
    allowed(charter("5.2.10"), KEPT, cache=HOUR),
    allowed(charter("5.2.10"), (Purpose.WAYBILL,), cache=MINUTES),
)
LICENCES: Final = rows_for(
    allowed(charter("5.2.4"), KEPT, cache=HOUR),
    allowed(charter("5.2.4"), (Purpose.WAYBILL,), cache=MINUTES),
)

ROWS: Final = (
    Policy("DYP", "getVehicle", Vehicle, "vehicle", ("plate",), VEHICLES, {"plate": "plate"}),
    Policy("DYP", "listVehiclesByOwner", Vehicle, "vehicle", ("owner",), VEHICLES, {"owner": "owner"}, many=True),
    Policy("DYP", "getInspection", Inspection, "inspection", ("plate",), VEHICLES, {"plate": "plate"}),
    Policy("DYP", "getLicence", Licence, "licence", ("fin",), LICENCES, {"fin": "fin"}),
    Policy(
        "DYP",
        "getRestrictions",
        Restriction,
        "restriction",
        ("fin",),
        rows_for(allowed(charter("5.2.4"), (Purpose.FLEET, Purpose.WAYBILL, Purpose.PERMIT, Purpose.CONTROL))),
        {"fin": "fin"},
        many=True,
    ),
    Policy(
        "DSX",
        "getCrossings",
        Crossing,
        "crossing",
        ("plate", "since", "until"),
        CROSSINGS,
        {"plate": "plate"},
        period=Period("at", "since", "until"),
        many=True,
    ),
    Policy("DSX", "isAbroad", Presence, "presence", ("plate",), CROSSINGS, {"plate": "plate"}),
)
