import pytest
from hypothesis import given
from hypothesis import strategies as st

from webapp.ehis.faults import Refused
from webapp.ehis.ids import Client, Member, Service, member_from_path, user_id

ALLOWED = "ABCXYZabcxyz0123456789'()+,-.=?"


@given(st.text(alphabet=ALLOWED, min_size=1, max_size=255))
def test_every_text_of_the_alphabet_is_a_part(part):
    assert Member("AZ", "GOV", part).code == part


@pytest.mark.parametrize("part", ["", "a/b", "a_b", "a%2Fb", " a", "a ", "ə", "x" * 256, "a\n", "a:b", "<a>"])
def test_anything_else_is_refused_as_a_part_of_an_identifier(part):
    with pytest.raises(Refused):
        Client(Member("AZ", "GOV", "AYNA"), part)
    with pytest.raises(Refused):
        Service(Member("AZ", "GOV", "DIN"), part)


@pytest.mark.parametrize("path", ["AZ/GOV", "AZ/GOV/A/B", "", "//", "AZ//AYNA"])
def test_a_member_path_has_exactly_three_parts(path):
    with pytest.raises(Refused):
        member_from_path(path)


def test_a_user_id_is_the_country_and_the_fin():
    assert user_id("7LYL5H2") == "AZ7LYL5H2"


@pytest.mark.parametrize("fin", ["", "7LYL5HI", "7LYL5HO", "7lyl5h2", "7LYL5H", "7LYL5H22", "7LYL5Hİ"])
def test_what_is_no_fin_makes_no_user_id(fin):
    with pytest.raises(ValueError):
        user_id(fin)
