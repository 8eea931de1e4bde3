"""asn1crypto writes the same bytes and finds the same names equal, only sooner."""

import pytest
from asn1crypto import cms, core, ocsp, x509

from tests.support.database import TEST_DATA
from webapp.core.clock import now
from webapp.signing import quick_asn1
from webapp.signing.cades.building import signed_attributes
from webapp.signing.pades.trust import read_certificates


@pytest.fixture
def usual(monkeypatch):
    """As asn1crypto does it."""
    monkeypatch.setattr(core.Asn1Value, "dump", quick_asn1.DUMP)
    monkeypatch.setattr(x509.Name, "__eq__", quick_asn1.SAME)


@pytest.fixture
def quick(monkeypatch):
    monkeypatch.setattr(core.Asn1Value, "dump", quick_asn1.dump_once)
    monkeypatch.setattr(x509.Name, "__eq__", quick_asn1.same_name)


@pytest.fixture(scope="module")
def leyla():
    return read_certificates((TEST_DATA / "pki" / "people" / "7LYL5H2.pem").read_bytes())[0]


def built(certificate, moment):
    """Values with everything in them that is written differently: sets, choices, explicit tags, defaults, open types."""
    asked = ocsp.Request({"req_cert": {"hash_algorithm": {"algorithm": "sha1"}, "serial_number": 200}})
    asked["req_cert"]["issuer_name_hash"] = asked["req_cert"]["issuer_key_hash"] = b"x" * 126
    about = ocsp.TBSRequest({"requestor_name": x509.GeneralName("directory_name", certificate.issuer)})
    about["request_list"] = [asked]
    return [
        signed_attributes(b"content", certificate, moment),
        ocsp.OCSPRequest({"tbs_request": about}),
        cms.CertificateChoices("certificate", certificate),
        x509.Name.build({"country_name": "AZ", "common_name": "Leyla Əliyeva"}),
        core.OctetString(b"y" * 128),
    ]


def test_what_is_built_is_written_alike(leyla, request):
    moment = now()
    request.getfixturevalue("usual")
    before = [each.dump() for each in built(leyla, moment)]
    request.getfixturevalue("quick")
    values = built(leyla, moment)
    assert [each.dump() for each in values] == before
    assert [each.dump() for each in values] == before  # a second time, from what is remembered
    assert [each.dump(force=True) for each in values] == before


def test_what_is_changed_after_it_was_written_is_written_anew(quick):
    value = core.SequenceOf(spec=core.Integer)
    value.append(1)
    first = value.dump()
    value.append(300)
    assert (first, value.dump()) == (bytes.fromhex("3003020101"), bytes.fromhex("30070201010202012c"))


def test_indefinite_lengths_are_written_with_their_length(quick):
    read = core.OctetString.load(bytes.fromhex("248004020102040103" + "0000"))
    assert read.dump(force=True) == bytes.fromhex("0403010203")


def test_a_name_is_the_same_in_other_letters_and_spaces_and_not_in_other_words(quick):
    build = lambda name: x509.Name.build({"country_name": "AZ", "common_name": name})  # noqa: E731 - a word for a line
    assert build("Leyla  ƏLİYEVA ") == build("leyla əli̇yeva")
    assert build("Leyla") != build("Nigar")
    assert build("Leyla") != "Leyla"
    assert quick_asn1.key_of(build("Leyla  ƏLİYEVA ")) == quick_asn1.KEY(build("leyla əli̇yeva"))


def test_a_name_inside_another_value_is_the_same_name(quick, leyla):
    other = x509.Name.build({"common_name": "Nigar"})
    inside = x509.GeneralName.load(x509.GeneralName("directory_name", leyla.issuer).dump()).chosen
    assert inside == leyla.issuer
    assert leyla.issuer == inside
    assert inside != other
    assert quick_asn1.key_of(inside) == quick_asn1.KEY(leyla.issuer)


def test_a_name_with_letters_that_must_not_be_is_refused_every_time(leyla):
    pair = x509.NameTypeAndValue({"type": "common_name", "value": x509.DirectoryString("utf8_string", "a\ue000")})
    for _turn in range(2):
        with pytest.raises(ValueError, match="private use"):
            quick_asn1.prepared(pair, "a\ue000")
    assert quick_asn1.prepared(pair, "Leyla") == quick_asn1.PREPARED(pair, "Leyla")
