"""The legal number and its check digit."""

import pytest
from hypothesis import given
from hypothesis.strategies import integers
from stdnum.iso7064 import mod_11_10

from webapp.waybills.numbers import check_digit, legal_number, normal_number

YEARS, SEQUENCES = integers(2026, 2099), integers(1, 10**10 - 1)


def test_the_first_number_of_a_year():
    assert legal_number(2026, 1) == f"AZ-2026-0000000001-{mod_11_10.calc_check_digit('20260000000001')}"


@given(number=integers(0, 10**14 - 1))
def test_the_check_digit_is_that_of_iso_7064(number):
    assert check_digit(f"{number:014d}") == mod_11_10.calc_check_digit(f"{number:014d}")


@given(year=YEARS, sequence=SEQUENCES)
def test_a_number_is_recognised_however_it_is_typed(year, sequence):
    number = legal_number(year, sequence)
    assert normal_number(number) == number
    assert normal_number(f" {number.lower().replace('-', '')} ") == number


@given(year=YEARS, sequence=SEQUENCES, place=integers(0, 13), digit=integers(1, 9))
def test_one_wrong_digit_is_always_noticed(year, sequence, place, digit):
    plain = legal_number(year, sequence).replace("-", "")[2:]
    wrong = plain[:place] + str((int(plain[place]) + digit) % 10) + plain[place + 1 :]
    assert normal_number(f"AZ{wrong}") is None


@pytest.mark.parametrize("typed", ["", "AZ", "10-XY-101", "AZ-2026-1-1", "AZ-2026-0000000001-", "٢٠٢٦"])
def test_other_texts_are_no_numbers(typed):
    assert normal_number(typed) is None


@pytest.mark.parametrize("sequence", [0, -1, 10**10])
def test_a_year_has_ten_thousand_million_numbers(sequence):
    with pytest.raises(ValueError):
        legal_number(2026, sequence)
