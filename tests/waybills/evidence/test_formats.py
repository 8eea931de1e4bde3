"""What is written in the words of others is read back the same, whatever stands in the waybill."""

import base64
import json
from dataclasses import fields, is_dataclass, replace
from datetime import UTC, date, datetime
from decimal import Decimal
from pathlib import Path
from types import NoneType, UnionType
from typing import get_args, get_origin, get_type_hints

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from lxml import etree

from tests.waybills.situations import CONTENT
from webapp.waybills.content import WaybillContent
from webapp.waybills.evidence.formats import efti, flat, uncefact

FORMATS = {"efti": efti, "uncefact": uncefact, "csv": flat}
BROKEN = (ValueError, TypeError, KeyError, IndexError, AttributeError)
TEXT = st.sampled_from(["", "Alma", "=1+1", "'a", " ə\r\n ", "\x00\x0b", "\ufffe\ufeff", '😀;"<&>]]>', "1"]) | st.text(
    max_size=4
)
PLAIN = {
    str: TEXT,
    int: st.integers(0, 10**6),
    bool: st.booleans(),
    Decimal: st.decimals(0, 10**8, places=3),
    date: st.dates(date(2020, 1, 1)),
    datetime: st.datetimes(datetime(2020, 1, 1), datetime(2050, 1, 1), timezones=st.just(UTC)),  # noqa: DTZ001 - hypothesis adds the zone
}


@pytest.fixture(scope="module")
def schema():
    return etree.XMLSchema(etree.parse(Path(__file__).with_name("efti_part.xsd")))


def values(kind):
    """Everything that a field of this type may hold: also fields that are added later."""
    if isinstance(kind, UnionType):
        inner = next(part for part in get_args(kind) if part is not NoneType)
        return st.none() | values(inner)
    if get_origin(kind) is tuple:
        return st.lists(values(get_args(kind)[0]), max_size=2).map(tuple)
    if is_dataclass(kind):
        hints = get_type_hints(kind)
        return st.builds(kind, **{field.name: values(hints[field.name]) for field in fields(kind)})
    return PLAIN[kind]


@pytest.mark.parametrize("name", FORMATS)
@settings(max_examples=12, suppress_health_check=[HealthCheck.too_slow], deadline=None)
@given(content=values(WaybillContent))
def test_whatever_stands_in_a_waybill_comes_back(name, content):
    assert FORMATS[name].read(FORMATS[name].written(content, "AZ-2026-0000000001-7")) == content


@pytest.mark.parametrize("name", FORMATS)
def test_a_usual_waybill_comes_back(name):
    assert FORMATS[name].read(FORMATS[name].written(CONTENT, None)) == CONTENT


def test_members_of_the_data_set_have_their_public_names_and_order():
    root = etree.fromstring(efti.written(CONTENT, "AZ-2026-0000000001-7"))
    assert root.nsmap[None] == "http://efti.eu/v1/consignment/common"
    for element in root.iter():
        names = [etree.QName(each).localname for each in element]
        assert names == sorted(names)

    def find(path):
        return root.findtext("/".join(f"{{{efti.NAMESPACE}}}{step}" for step in path.split("/")))

    assert find("consignor/taxRegistration/id") == CONTENT.consignor.number
    assert find("transportContractDocument/typeCode") == "730"
    assert find("mainCarriageTransportMovement/usedTransportMeans/id") == CONTENT.vehicle.plate
    assert find("natureIdentificationCargo/identificationText") == CONTENT.goods[0].nature


def test_the_data_set_fits_the_structure_of_the_public_schema(schema):
    full = replace(CONTENT, seals=("P-1",), instructions="Yuxarı", remarks="Qeyd", documents=("EQ-1", "EQ-2"))
    for content in (CONTENT, full, WaybillContent()):
        schema.assertValid(etree.fromstring(efti.written(content, "AZ-2026-0000000001-7")))
    strange = efti.written(full, None).replace(b"<carrier>", b"<carrrier>").replace(b"</carrier>", b"</carrrier>")
    assert not schema.validate(etree.fromstring(strange))


def test_a_data_set_of_another_platform_is_read_without_our_part():
    root = etree.fromstring(efti.written(CONTENT, None))
    for paper in root.findall(f"{{{efti.NAMESPACE}}}associatedDocument"):
        root.remove(paper)
    content = efti.read(etree.tostring(root))
    assert content.consignor.number == CONTENT.consignor.number
    assert [row.nature for row in content.goods] == [row.nature for row in CONTENT.goods]


def test_what_another_program_changed_in_a_public_place_is_what_counts():
    changed = efti.written(CONTENT, None).replace(CONTENT.vehicle.plate.encode(), b"99-ZZ-999")
    assert efti.read(changed).vehicle.plate == "99-ZZ-999"
    document = json.loads(uncefact.written(CONTENT, None))
    document["includedConsignmentItem"][0]["grossWeightMeasure"]["value"] = "7"
    assert uncefact.read(json.dumps(document).encode()).goods[0].gross_kg == Decimal(7)


def test_a_formula_is_no_formula_in_a_spreadsheet():
    content = replace(CONTENT, remarks="=HYPERLINK(1)", instructions="'tək dırnaq")
    table = flat.written(content, None).decode("utf-8-sig")
    assert not [line for line in table.splitlines() if line.rpartition(";")[2].startswith(("=", "+", "-", "@"))]
    assert flat.read(flat.written(content, None)) == content


BOMB = b'<!DOCTYPE a [<!ENTITY b "x">]><consignment xmlns="http://efti.eu/v1/consignment/common"><information>&b;</information></consignment>'
OURS = base64.b64encode(b'[["goods.9.nature","x"]]').decode()
OUT_OF_PLACE = (
    f'<consignment xmlns="{efti.NAMESPACE}"><associatedDocument><attachedBinaryObject>{OURS}</attachedBinaryObject>'
    f"<id>{efti.OURS}</id></associatedDocument></consignment>"
).encode()


@pytest.mark.parametrize(
    ("name", "raw"),
    [
        ("efti", b""),
        ("efti", b"<a/>"),
        ("efti", BOMB),
        ("efti", OUT_OF_PLACE),
        ("efti", b"<" * 3_000_000),
        ("uncefact", b"[]"),
        ("uncefact", b'{"@type": "Consignment", "consignorParty": "x", "kabinet:rest": [["consignor", 3]]}'),
        ("uncefact", b'{"@type": "Consignment", "kabinet:rest": [["nobody", "x"]]}'),
        ("csv", b"a;b"),
        ("csv", b"path;kind;value\r\ngoods.5.nature;text;x\r\n"),
        ("csv", b"\xff\xfe"),
    ],
)
def test_what_is_none_of_these_is_refused(name, raw):
    with pytest.raises(BROKEN):
        FORMATS[name].read(raw)
