"""Claims and lists from outside become clean values, or nothing."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from webapp.auth.id_tokens import Proof
from webapp.auth.persons import certificates_of, person_of
from webapp.auth.rules import Means, device_of, means_of

LINE = {
    "voen": "9900010101",
    "name": "“Xəzər Yük” MMC",
    "position": "Direktor",
    "has_stamp": True,
    "kind": "legal",
    "certificate_number": "AZ-B-2025-000103",
    "valid_to": "2028-01-31",
}


def person(**claims):
    usual = {"sub": "s", "fin": "7LYL5H2", "given_name": "Leyla", "family_name": "Əliyeva", **claims}
    return person_of(Proof("i", "s", None, None, (), None, {}), usual)


def test_names_lose_control_characters_and_keep_azerbaijani_letters():
    found = person(given_name=" İl\u0000qar\n ", family_name="Ağayev\u202e", patronymic="Şahin\u0301")

    assert (found.given_name, found.family_name) == ("İl qar", "Ağayev")
    assert found.search_name.startswith(" agayev il qar sahin")


def test_a_number_typed_with_look_alikes_is_read_in_its_normal_form():
    assert person(fin=" 7lyl5h2 ").fin == "7LYL5H2"


@pytest.mark.parametrize(
    "changes",
    [
        {"voen": "123"},
        {"voen": 9900010101},
        {"voen": "99000101０1"},
        {"name": ""},
        {"certificate_number": None},
        {"kind": "king"},
        {"valid_to": "soon"},
        {"valid_to": None},
    ],
    ids=str,
)
def test_a_line_of_the_list_that_makes_no_sense_is_dropped(changes):
    assert certificates_of([{**LINE, **changes}, LINE, "text", None, 5]) == certificates_of([LINE])


def test_only_true_is_the_right_of_stamp():
    stamps = [certificates_of([{**LINE, "has_stamp": value}])[0].has_stamp for value in (True, "true", 1, None)]

    assert stamps == [True, False, False, False]


def test_a_number_listed_twice_counts_once_with_the_lesser_right():
    without = {**LINE, "has_stamp": False, "position": "Mühasib"}

    for lines in ([LINE, without], [without, LINE]):
        [found] = certificates_of(lines)
        assert not found.has_stamp
    [first] = certificates_of([LINE, {**LINE, "voen": "9900010231"}])
    assert first.voen == "9900010101"


def test_of_a_list_without_end_two_hundred_are_read():
    lines = [{**LINE, "certificate_number": str(number)} for number in range(1_000)]

    assert len(certificates_of(lines)) == 200


@given(
    st.recursive(
        st.none() | st.booleans() | st.integers() | st.text(),
        lambda inner: st.lists(inner) | st.dictionaries(st.sampled_from(sorted(LINE)), inner),
        max_leaves=20,
    )
)
def test_no_answer_of_the_provider_breaks_the_reading_of_certificates(answer):
    found = certificates_of(answer if isinstance(answer, list) else [answer])

    assert all(re.fullmatch(r"\d{10}", one.voen) for one in found)
    assert len({one.number for one in found}) == len(found)


@pytest.mark.parametrize(
    ("amr", "means"),
    [
        (["sc", "hwk"], Means.CERTIFICATE),
        (["pwd", "otp"], Means.CREDENTIALS),
        (["mca", "mid"], Means.MOBILE),
        (["qr", "user"], Means.QR),
        ([], Means.OTHER),
        (["face"], Means.OTHER),
    ],
)
def test_each_means_is_told_from_the_claim(amr, means):
    assert means_of(amr) is means


def test_a_device_is_named_in_two_words():
    android = "Mozilla/5.0 (Linux; Android 14; SM-A546B) AppleWebKit/537.36 Chrome/131.0 Mobile Safari/537.36"

    assert device_of(android) == "Chrome, Android"
    assert device_of("curl/8.0") == ""
