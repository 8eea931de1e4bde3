"""Signs that no text may hold, in every field of the office's and the officer's forms: refused by name, never a failure of ours."""

import pytest

from tests.civil_service.record.conftest import ILQAR, VUSAL

GUNEL = "5GNL4M3"
ODD = ("\x00", "a\x00b", "\ud800", "\u202e\u2066", "٣" * 20, "9" * 400, "%_\\'\"", "\u0301" * 500)
ASKED = (
    "q",
    "body",
    "status",
    "on",
    "rows",
    "columns",
    "is_body",
    "is_sex",
    "days",
    "class",
    "kind",
    "revision",
    "after",
)


def pages(app, beginning):
    """The addresses of the room's pages that need no object."""
    rules = [one for one in app.url_map.iter_rules() if one.endpoint.startswith("civil_") and "GET" in one.methods]
    return sorted(str(one) for one in rules if not one.arguments and str(one).startswith(beginning))


def sent(value):
    """The value as the bytes of a form, unpaired surrogates too."""
    return value.encode("utf-8", "surrogatepass")


def tried(client, address):
    """Send every form of a page with each odd value in every field; return what failed."""
    page = client.open(address)
    if page.mimetype != "text/html":
        return []
    failed = []
    for form in page.all("form"):
        if (form.get("method") or "get").lower() != "post" or "sign-out" in (form.get("action") or ""):
            continue
        fields = page.form(form.get("action"))
        for odd in ODD:
            typed = {name: value if name == "csrf_token" else sent(odd) for name, value in fields.items()}
            answer = client.open(form.get("action") or address, method="POST", data=typed)
            if answer.status_code >= 500:
                failed.append((form.get("action"), odd))
    return failed


@pytest.mark.parametrize("fin", [VUSAL, GUNEL])
def test_no_form_of_the_office_breaks(register, fin):
    client, office = register.client(fin, office=True), pages(register.app, "/office/")
    assert len(office) > 15
    assert [one for address in office for one in tried(client, address)] == []


def test_no_form_of_a_record_that_is_open_breaks(register):
    client = register.opened()
    assert tried(client, f"/office/service/{register.ilqar}/open") == []


@pytest.mark.parametrize("odd", ODD[:6])
def test_no_question_to_lists_and_figures_breaks(register, odd):
    client = register.client(VUSAL, office=True)
    asked = dict.fromkeys(ASKED, sent(odd))
    known = pages(register.app, "/office/") + pages(register.app, "/civil-service/")
    found = {address: client.open(address, query_string=asked).status_code for address in known}
    assert max(found.values()) < 500, found


def test_no_form_of_ones_own_pages_breaks(register):
    client = register.client(ILQAR)
    entry = register.record().of("post")[0].entry
    own = [f"/cabinet/service-corrections/new?entry={entry}", *pages(register.app, "/cabinet/service")]
    assert [one for address in own for one in tried(client, address)] == []
