"""The registers themselves: a service and its parameters in, rows or a business fault out."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Final
from zoneinfo import ZoneInfo

from lxml import etree

from mocks.ehis.central import PROVIDED
from mocks.ehis.data.world import world_on
from mocks.ehis.lookups import LISTS, SINGLE
from mocks.ehis.rows import Record, row_of

BAKU: Final = ZoneInfo("Asia/Baku")


def answer(code: str, asked: Mapping[str, str], *, at: datetime) -> etree._Element:
    """Return the body with which the register answers `code` at this instant."""
    world = world_on(at.astimezone(BAKU).date())
    if code in LISTS:
        return filled(code, LISTS[code](world, asked), at=at)
    found = SINGLE[code](world, asked)
    if not found:
        return business_fault(code, "NotFound", "Məlumat tapılmadı")
    if len(found) > 1:
        return business_fault(code, "SeveralFound", "Bir neçə qeyd tapıldı")
    return filled(code, found, at=at)


def filled(code: str, records: Sequence[Record], *, at: datetime) -> etree._Element:
    """Return an answer that holds `records`, as of this instant."""
    body = _body(code)
    body.extend(row_of(record) for record in records)
    etree.SubElement(body, f"{{{PROVIDED[code].namespace}}}asOf").text = f"{at:%Y-%m-%dT%H:%M:%SZ}"
    return body


def business_fault(code: str, fault_code: str, text: str) -> etree._Element:
    """Return an answer that has no data: a fault of the register's own, not of the exchange."""
    body = _body(code)
    namespace = PROVIDED[code].namespace
    fault = etree.SubElement(body, f"{{{namespace}}}fault")
    etree.SubElement(fault, f"{{{namespace}}}faultCode").text = fault_code
    etree.SubElement(fault, f"{{{namespace}}}faultString").text = text
    return body


def _body(code: str) -> etree._Element:
    namespace = PROVIDED[code].namespace
    return etree.Element(f"{{{namespace}}}{code}Response", nsmap={"r": namespace})
