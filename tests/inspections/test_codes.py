"""The signed code of a paper of the road: small enough, without persons, refused when anything differs."""

import base64
from dataclasses import replace
from datetime import UTC, date, datetime

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from qrcode import QRCode
from qrcode.constants import ERROR_CORRECT_L

from webapp.core.transaction import transaction
from webapp.documents.api import keys_as_json
from webapp.documents.offline import NotGenuine, Statement, line_of, packed, read
from webapp.documents.published import keys_of
from webapp.documents.road import fitting
from webapp.waybills.roadside import accepted_at, road_address_of

ADDRESS = "https://kabinet.ayna.gov.az/verify/01234567890123456789012345"
KEY = Ed25519PrivateKey.from_private_bytes(bytes(range(32)))
KEYS = {"0a1b2c3d": KEY.public_key().public_bytes_raw()}
STATEMENT = Statement(
    key_id="0a1b2c3d",
    type_code="waybill",
    number="AZ-2026-0000000001-5",
    copy=1,
    subject="10-XY-101 10-ZA-202",
    valid_from=date(2026, 11, 22),
    valid_to=date(2026, 11, 29),
    issued_at=datetime(2026, 11, 22, 8, 30, tzinfo=UTC),
    more=("Xəzər Yük", "Göyçay Meyvə", "Bazar 24"),
)
LONG = ("Azərbaycan Beynəlxalq Yükdaşıma və Logistika Məhdud Məsuliyyətli Cəmiyyəti",) * 3


@pytest.mark.parametrize("names", [STATEMENT.more, LONG, ("-", "-", "-")])
def test_the_code_fits_into_version_ten_whatever_the_names(names):
    fitted = fitting(replace(STATEMENT, more=names), len(ADDRESS))
    line = line_of(fitted)
    code = QRCode(error_correction=ERROR_CORRECT_L)
    code.add_data(f"{ADDRESS}#{packed(line, KEY.sign(line.encode()))}")
    code.make(fit=True)
    assert code.version <= 10
    assert len(fitted.more) == 3
    assert all(name for name in fitted.more)


def test_the_code_says_what_was_written_and_nothing_may_be_added():
    line = line_of(STATEMENT)
    assert read(packed(line, KEY.sign(line.encode())), KEYS) == STATEMENT
    for wrong in (line.replace("K2", "K1", 1), line + "|" * 6, line.rsplit("|", 3)[0]):
        with pytest.raises(NotGenuine):
            read(packed(wrong, KEY.sign(wrong.encode())), KEYS)
    forged = packed(line.replace("10-XY-101", "99-XX-999"), KEY.sign(line.encode()))
    with pytest.raises(NotGenuine):
        read(forged, KEYS)


def test_a_waybill_on_the_road_names_firms_and_plate_but_no_person(road):
    waybill = road.waybill(road.world.accepted())
    with transaction(read_only=True):
        address = road_address_of(waybill, accepted_at(waybill))
        keys = keys_of(keys_as_json())
    code = address.partition("#")[2]
    said = read(code, keys)
    assert (said.number, said.subject.split()[0]) == (waybill.number, "10-XY-101")
    assert said.more[0] == "Xəzər Yük"
    plain = base64.b32decode(code + "=" * (-len(code) % 8)).decode(errors="replace")
    assert "Rəşad" not in plain
    assert "2RSD4K7" not in plain


def test_before_and_after_the_road_there_is_no_code(road):
    for public_id in (road.world.offered(), road.world.delivered()):
        waybill = road.waybill(public_id)
        with transaction(read_only=True):
            assert "#" not in road_address_of(waybill, accepted_at(waybill))


def test_a_sole_trader_is_a_person_and_is_left_out(road):
    waybill = road.waybill(road.world.accepted())
    waybill.content["carrier"] |= {"number": "9900020172", "name": "Babayev Elvin Nadir oğlu"}
    with transaction(read_only=True):
        address = road_address_of(waybill, accepted_at(waybill))
        said = read(address.partition("#")[2], keys_of(keys_as_json()))
    assert said.more[0] == "-"
