"""The zone of passports and cards: slips put right by place, believed only with its check digits, read from a picture."""

import pytest

from tests.attachments import papers
from tests.attachments.conftest import IDENTITY
from webapp.attachments.machine_zone import check_digit, zone_in
from webapp.attachments.reading import read
from webapp.attachments.reading.values import Wanted

PASSPORT = ["P<AZEMAMMADOVA<<AYSEL<<<<<<<<<<<<<<<<<<<<<<<", "C012345672AZE9003152F30010195KX2MA1<<<<<<<50"]
CARD = ["IDAZEAA12345679<<<<<<<<<<<<<<<", "9003152F3001019AZE<<<<<<<<<<<4", "MAMMADOVA<<AYSEL<<<<<<<<<<<<<<"]
SAMPLE = "L898902C3"  # Doc 9303, part 4, appendix B


def test_the_check_digit_is_that_of_the_standard():
    assert (check_digit(SAMPLE), check_digit("740812"), check_digit("120415")) == ("6", "2", "9")


def test_a_passport_is_understood():
    found = zone_in(["AZƏRBAYCAN RESPUBLİKASI", *PASSPORT])
    assert (found.number, found.surname, found.given, found.nationality) == ("C01234567", "MAMMADOVA", "AYSEL", "AZE")
    assert (found.born, found.expires, found.personal) == ("1990-03-15", "2030-01-01", "5KX2MA1")


def test_a_card_is_understood():
    number = "AA1234567"
    first = f"IDAZE{number}{check_digit(number)}".ljust(30, "<")
    found = zone_in([first, *CARD[1:]])
    assert (found.number, found.surname, found.born, found.expires) == (number, "MAMMADOVA", "1990-03-15", "2030-01-01")


@pytest.mark.parametrize(
    "lines",
    [
        ["P<AZEMAMMAD0VA<<AY5EL<<<<<<<<<<<<<<<<<<<<<<<", "CO12345672AZE9OO3I52F3OO1O195KX2MA1<<<<<<<5O"],
        [PASSPORT[0][:40], PASSPORT[1] + "<"],
        [PASSPORT[0].replace("<<AYSEL", "«AYSEL"), PASSPORT[1].lower()],
    ],
    ids=["letters for digits", "lost fillers", "another sign"],
)
def test_slips_are_put_right_by_place(lines):
    assert zone_in(lines) == zone_in(PASSPORT)


@pytest.mark.parametrize("place", [2, 9, 15, 19, 23, 27])
def test_a_wrong_sign_makes_it_nothing(place):
    other = "8" if PASSPORT[1][place] != "8" else "7"
    assert zone_in([PASSPORT[0], PASSPORT[1][:place] + other + PASSPORT[1][place + 1 :]]) is None


@pytest.mark.parametrize("lines", [[], [""], ["P<"], ["P" * 44, "<" * 44], ["1" * 30] * 3])
def test_what_is_no_zone_is_none(lines):
    assert zone_in(lines) is None


def test_it_is_read_from_a_crooked_picture():
    content = papers.identity(PASSPORT)
    found = read(Wanted(content, "image/jpeg", (), recognise=True, machine_zone=True))
    values = {field.code: field.value for field in found.fields}
    assert (values["zone_number"], values["zone_surname"], values["zone_personal"]) == (
        "C01234567",
        "MAMMADOVA",
        "5KX2MA1",
    )
    assert found.fields[0].box.top > 600
    assert IDENTITY.machine_zone
