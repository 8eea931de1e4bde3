"""Fields of passengers are drawn once for everybody; what one typed is put in for that one alone."""

import pytest

from tests.support.client import AssertingClient
from tests.tickets.test_guests import held, priced
from tests.tickets.test_pages import WHO

ODD = '<b>Ay"sel</b> Məmmədova'


@pytest.fixture
def visitor(app, buses):
    return AssertingClient(app)


def typed(page):
    """Return what stands in the fields of the passengers, in the page's own letters."""
    text = page.get_data(as_text=True)
    return text[text.index("passengers-token") :]


def test_what_was_typed_stands_in_the_fields_again_as_text(visitor):
    page = visitor.open(priced(visitor, name_1=ODD, born_1="01.05.1990"), expect=200)

    shown = typed(page)
    assert 'value="&lt;b&gt;Ay&#34;sel&lt;/b&gt; Məmmədova"' in shown
    assert f'value="{WHO["document_1"]}"' in shown
    assert 'value="01.05.1990"' in shown
    assert "<b>Ay" not in shown


def test_nobody_sees_in_the_same_fields_what_another_typed(visitor, app):
    priced(visitor, born_1="01.05.1990")
    other = AssertingClient(app)

    empty = typed(other.open(held(other, seat="2"), expect=200))
    again = typed(other.open(held(other, seat="3"), expect=200))

    for shown in (empty, again):
        assert 'name="name_1" type="text" value=""' in shown
        assert WHO["name_1"] not in shown
        assert WHO["document_1"] not in shown
        assert "01.05.1990" not in shown


def test_fields_are_in_the_language_of_each_page(visitor):
    address = held(visitor)
    assert "Adı və soyadı" in visitor.open(address, expect=200).words
    assert "Adı və soyadı" not in visitor.open(f"{address}?lang=en", expect=200).words
