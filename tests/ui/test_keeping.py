"""What is drawn once and shown on many pages holds nothing of another page or person."""

import pytest

from webapp.ui.keeping import MARK, keep


class Footer:
    name = "test_footer"

    def __init__(self):
        self.drawn = 0

    def __call__(self, title, token):
        self.drawn += 1
        return f'<b>{title}</b><input value="{token}"><i>{token}</i>'


def test_values_of_a_page_are_put_in_afterwards_wherever_they_stand(app):
    footer = Footer()
    with app.test_request_context():
        first, second = (keep(footer, "Kabinet", token=token) for token in ("one", "two"))

    assert footer.drawn == 1
    assert first == '<b>Kabinet</b><input value="one"><i>one</i>'
    assert second == '<b>Kabinet</b><input value="two"><i>two</i>'
    assert MARK not in first + second


def test_a_value_of_a_page_is_escaped_and_cannot_name_another(app):
    with app.test_request_context():
        shown = keep(Footer(), "Escaped", token=f'"><script>{MARK}-token-')

    assert "<script>" not in shown
    assert shown.count("&#34;&gt;&lt;script&gt;") == 2


def test_a_macro_that_does_not_write_a_value_of_the_page_is_a_defect(app):
    class Deaf(Footer):
        name = "test_deaf"

        def __call__(self, title, token):
            return f"<b>{title}</b>{token[:3]}"

    with app.test_request_context(), pytest.raises(LookupError, match="token"):
        keep(Deaf(), "Kabinet", token="one")


def test_everybody_finds_their_own_token_and_address_in_the_same_masthead_and_footer(client, app):
    address = "/help?a=1&lang=en&b=%3Cb%3E"
    mine = client.get(address, expect=200)
    other = app.test_client().get("/help").get_data(as_text=True)

    assert [link.get("href") for link in mine.all("a") if link.get("hreflang") == "az"] == [
        "/help?a=1&b=%3Cb%3E&lang=az"
    ]
    values = {field.get("name"): field.get("value") for field in mine.all("input")}
    assert values["next"] == "/help?a=1&lang=en&b=%3Cb%3E"
    assert values["csrf_token"]
    assert values["csrf_token"] not in other
