import pytest
from hypothesis import given
from hypothesis import strategies as st

from webapp.ehis.faults import Refused
from webapp.ehis.ids import Client, Member, Service
from webapp.ehis.rest.address import Address, client_path, parse_address, parse_client, target_of

BASE = "/r1/AZ/GOV/AYNA/kabinet"
PARTS = st.text("ABCabc019'()+,-=?", min_size=1, max_size=12)
BELOW = st.text(st.characters(exclude_characters="/\\%", exclude_categories=("C",)), min_size=1, max_size=8)


def test_an_address_names_a_service_a_path_and_parameters() -> None:
    address = parse_address(f"{BASE}/carrierStatus/fleet/10-AA-123?voen=9900010101&name=G%C3%B6y%C3%A7ay+Meyv%C9%99")

    assert address.service == Service(Member("AZ", "GOV", "AYNA"), "carrierStatus", None, "kabinet")
    assert address.path == "/fleet/10-AA-123"
    assert address.query == (("voen", "9900010101"), ("name", "Göyçay Meyvə"))


def test_parts_are_decoded_one_by_one() -> None:
    assert parse_address(f"{BASE}/carrier%53tatus").service.code == "carrierStatus"


@pytest.mark.parametrize(
    "target",
    [
        f"{BASE}/carrierStatus/../waybillByNumber",
        f"{BASE}/carrierStatus/./x",
        f"{BASE}/carrierStatus/%2e%2e/waybillByNumber",
        f"{BASE}/carrierStatus/.%2E/x",
        f"{BASE}/carrierStatus/%252e%252e/x",
        f"{BASE}//carrierStatus",
        f"{BASE}/carrierStatus/",
        f"{BASE}/carrierStatus%2Fx",
        f"{BASE}/carrierStatus/a%5Cb",
        f"{BASE}/carrierStatus/a\\b",
        f"{BASE}/carrierStatus/%00",
        f"{BASE}/carrierStatus/%0d%0aX-Road-Client:%20x",
        f"{BASE}/carrierStatus/%zz",
        f"{BASE}/carrierStatus/%C3%28",
        f"{BASE}/carrierStatus/ə",
        f"{BASE}/carrierStatus#part",
        f"{BASE}/carrierStatus?voen=1&voen=2",
        f"{BASE}/carrierStatus?voen=1&VOEN=2",
        f"{BASE}/carrierStatus?voen=1;voen=2",
        f"{BASE}/carrierStatus?voen",
        f"{BASE}/carrierStatus?=1",
        f"{BASE}/carrierStatus?a%3Db=1",
        f"{BASE}/carrierStatus?voen=%00",
        f"{BASE}/carrierStatus?&voen=1",
        BASE,
        "/r2/AZ/GOV/AYNA/kabinet/carrierStatus",
        "http://elsewhere/r1/AZ/GOV/AYNA/kabinet/carrierStatus",
        "r1/AZ/GOV/AYNA/kabinet/carrierStatus",
        f"{BASE}/carrierStatus?x=".ljust(2_001, "a"),
        "",
    ],
)
def test_an_address_that_could_mean_two_things_is_refused(target: str) -> None:
    with pytest.raises(Refused) as refused:
        parse_address(target)
    assert refused.value.kind == "bad_request"


def test_two_thousand_characters_are_an_address() -> None:
    assert parse_address(f"{BASE}/carrierStatus?x=".ljust(2_000, "a")).query[0][0] == "x"


@pytest.mark.parametrize("part", ["carrier_status", "carrierStatus%20", "%C9%99", "a" * 256])
def test_a_service_code_keeps_to_the_alphabet_of_identifiers(part: str) -> None:
    with pytest.raises(Refused):
        parse_address(f"{BASE}/{part}")


@given(PARTS, PARTS, st.lists(BELOW, max_size=3), st.dictionaries(st.text("abcxyz", min_size=1), BELOW, max_size=3))
def test_what_is_written_is_read_back(code: str, subsystem: str, below: list[str], query: dict[str, str]) -> None:
    service = Service(Member("AZ", "GOV", "AYNA"), code, None, subsystem)
    address = Address(service, "".join(f"/{part}" for part in below if part not in {".", ".."}), tuple(query.items()))

    assert parse_address(target_of(address)) == address


@given(PARTS, PARTS)
def test_a_client_is_read_back(code: str, subsystem: str) -> None:
    client = Client(Member("AZ", "GOV", code), subsystem)

    assert parse_client(client_path(client)) == client


@pytest.mark.parametrize(
    "value",
    [
        "",
        "AZ/GOV",
        "AZ/GOV/POLICE/checks/more",
        "AZ/GOV/POLICE/checks,AZ/GOV/AYNA/kabinet",
        "x,AZ/GOV/POLICE",
        "AZ/GOV/PO%2FLICE/checks",
        "AZ/GOV//checks",
        "AZ/GOV/POLICE/ch ecks",
        "AZ/GOV/POLICE/%2e%2e",
        "AZ/GOV/POL_ICE/checks",
    ],
)
def test_what_names_no_client_is_refused(value: str) -> None:
    with pytest.raises(Refused):
        parse_client(value)
