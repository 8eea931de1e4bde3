import pytest


def test_a_chosen_theme_is_in_the_first_bytes_of_the_next_page(client):
    page = client.get("/office/design", expect=200)
    assert page.document.get("data-theme") is None
    answer = client.submit(page, "/appearance", theme="dark", expect=303)
    assert answer.headers["Location"] == "/office/design"
    assert client.get("/office/design").document.get("data-theme") == "dark"


def test_the_device_decides_again_when_asked_to(client):
    client.set_cookie("kabinet_theme", "light")
    page = client.get("/office/design", expect=200)
    assert page.document.get("data-theme") == "light"
    client.submit(page, "/appearance", theme="auto", expect=303)
    assert client.get("/office/design").document.get("data-theme") is None


def test_a_made_up_theme_is_no_theme(client):
    client.set_cookie("kabinet_theme", 'dark"><script>')
    assert client.get("/office/design", expect=200).document.get("data-theme") is None


@pytest.mark.parametrize(
    "away", ["https://elsewhere.example/", "//elsewhere.example/", "/\\elsewhere.example", "", "/a\nb"]
)
def test_the_way_back_never_leaves_the_site(client, away):
    page = client.get("/office/design", expect=200)
    answer = client.submit(page, "/appearance", theme="dark", next=away, expect=303)
    assert answer.headers["Location"] == "/"


def test_the_choice_needs_the_token_of_the_page(client):
    assert client.post("/appearance", data={"theme": "dark"}).status_code == 400
