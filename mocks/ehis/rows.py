"""Rows of the registers as the XML that their schemas describe."""

from collections.abc import Iterable, Iterator
from dataclasses import fields
from datetime import date, datetime
from typing import Final

from lxml import etree

from mocks.ehis.data import words
from mocks.ehis.data.records import EmployeeRecord, EntityRecord, LicenceRecord, PersonRecord, VehicleRecord
from mocks.ehis.data.roadworthiness import YEAR
from mocks.ehis.data.sent import Part, Sent
from webapp.ehis.schema import namespace_of

Record = PersonRecord | EntityRecord | VehicleRecord | LicenceRecord | EmployeeRecord | Sent
PHONE: Final = "+994501234500"
Fields = Iterable[tuple[str, object]]


def row_of(record: Record) -> etree._Element:
    """Return `record` as its register sends it."""
    match record:
        case PersonRecord():
            return _person(record)
        case EntityRecord():
            return _entity(record)
        case VehicleRecord():
            return _vehicle(record)
        case LicenceRecord():
            return _licence(record)
        case EmployeeRecord():
            return _employee(record)
        case Sent():
            return _element(record.PROVIDER, record.ELEMENT, _as_it_stands(record))


def _person(one: PersonRecord) -> etree._Element:
    fields: list[tuple[str, object]] = [
        ("fin", one.fin),
        ("familyName", one.family_name),
        ("givenName", one.given_name),
        ("patronymic", one.patronymic),
        ("gender", one.gender),
        ("birthDate", one.birth_date),
        ("birthPlace", one.birth_place),
        ("citizenship", one.citizenship),
        ("address", one.address),
        (
            "document",
            [
                ("kind", "Şəxsiyyət vəsiqəsi"),
                ("number", one.document_number),
                ("issuedOn", one.document_issued_on),
                ("validTo", one.document_valid_to),
                ("issuer", "Asan Xidmət"),
            ],
        ),
        ("status", one.status),
    ]
    return _element("DIN", "person", fields)


def _entity(one: EntityRecord) -> etree._Element:
    head = [("fin", one.head_fin), ("name", one.head_name), ("position", one.head_position), ("phone", PHONE)]
    suspended = [("suspendedOn", one.suspended_on)] if one.suspended_on else []
    fields: list[tuple[str, object]] = [
        ("voen", one.voen),
        ("name", one.name),
        ("legalForm", one.legal_form),
        ("kind", one.kind),
        ("address", one.address),
        ("head", head),
        ("registeredOn", one.registered_on),
        ("status", one.status),
        *suspended,
        ("commercial", _written(one.kind in {"legal", "entrepreneur"})),
        ("activity", one.activity),
        ("object", [("code", f"{one.voen}-001"), ("address", one.address)]),
        *(("founder", [("name", name), ("sharePercent", share)]) for name, share in one.founders),
    ]
    return _element("DVX", "entity", fields)


def _vehicle(one: VehicleRecord) -> etree._Element:
    fields: list[tuple[str, object]] = [
        ("plate", one.plate),
        ("vin", one.vin),
        ("make", one.make),
        ("model", one.model),
        ("category", one.category),
        ("owner", one.owner),
        ("ownerName", one.owner_name),
        ("tareKg", one.tare_kg),
        ("maxMassKg", one.max_mass_kg),
        ("seats", one.seats),
        ("year", one.year),
        ("colour", one.colour),
        ("engineNumber", one.engine_number),
        ("bodyNumber", one.vin[-8:]),
        ("type", words.TYPES[one.category[0]]),
        ("certificateNumber", one.certificate_number),
        ("certificateIssuedOn", date(one.year, 6, 1)),
        ("inspectedOn", one.inspection_valid_to - YEAR),
        ("inspectionValidTo", one.inspection_valid_to),
        ("insuranceValidTo", one.insurance_valid_to),
        ("status", one.status),
    ]
    return _element("DYP", "vehicle", fields)


def _licence(one: LicenceRecord) -> etree._Element:
    fields: list[tuple[str, object]] = [
        ("fin", one.fin),
        ("number", one.number),
        *(("category", category) for category in one.categories),
        ("issuedOn", one.issued_on),
        ("validTo", one.valid_to),
        ("status", one.status),
        ("penaltyPoints", one.penalty_points),
    ]
    return _element("DYP", "licence", fields)


def _employee(one: EmployeeRecord) -> etree._Element:
    fields: list[tuple[str, object]] = [
        ("fin", one.fin),
        ("name", one.name),
        ("position", one.position),
        ("since", one.since),
        ("contractNumber", one.contract_number),
        ("payment", one.payment),
    ]
    return _element("EMEK", "employee", fields)


def _as_it_stands(record: Sent | Part) -> Iterator[tuple[str, object]]:
    """Yield the elements of a record that goes out field by field."""
    for one in fields(record):
        value = getattr(record, one.name)
        for single in value if isinstance(value, tuple) else (value,):
            if single is not None:
                yield _camel(one.name), list(_as_it_stands(single)) if isinstance(single, Part) else _written(single)


def _camel(name: str) -> str:
    first, *rest = name.split("_")
    return first + "".join(part.capitalize() for part in rest)


def _written(value: object) -> str:
    """Return a plain value as XML Schema writes it."""
    if isinstance(value, bool):
        return str(value).lower()
    return f"{value:%Y-%m-%dT%H:%M:%SZ}" if isinstance(value, datetime) else str(value)


def _element(provider: str, name: str, content: Fields) -> etree._Element:
    """Return an element of the provider's namespace; a list as value becomes its children."""
    namespace = namespace_of(provider)
    element = etree.Element(f"{{{namespace}}}{name}", nsmap={"r": namespace})
    for child, value in content:
        if isinstance(value, list):
            element.append(_element(provider, child, value))
        else:
            etree.SubElement(element, f"{{{namespace}}}{child}").text = str(value)
    return element
