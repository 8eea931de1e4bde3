import pytest
from hypothesis import given
from hypothesis import strategies as st

from mocks.asan_login.means.fin import read_fin
from mocks.asan_login.means.phone_number import read_phone
from mocks.people import PEOPLE


def test_every_demo_fin_is_read_as_itself_in_any_case():
    assert [read_fin(person.fin.lower()) for person in PEOPLE] == [person.fin for person in PEOPLE]


@given(st.text(max_size=80))
def test_reading_gives_a_fin_or_nothing(typed):
    fin = read_fin(typed)

    assert fin is None or (len(fin) == 7 and fin.isascii() and not set(fin) & {"I", "O"})


@pytest.mark.parametrize(
    "typed", ["+994501234501", "0501234501", "050 123-45-01", "994501234501", "+994 (50) 123 45 01"]
)
def test_a_number_is_read_in_the_usual_ways(typed):
    assert read_phone(typed) == "+994501234501"


@pytest.mark.parametrize(
    "typed", ["", "abc", "+1 202 555 0100", "123", "+99450123450123", "٠٥٠١٢٣٤٥٠١", "+994\0", "0" * 99]
)
def test_other_numbers_are_refused(typed):
    assert read_phone(typed) is None
