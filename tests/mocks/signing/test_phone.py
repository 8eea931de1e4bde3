import html5lib
import pytest

LEYLA, RASHAD = "7LYL5H2", "2RSD4K7"


def page(portal, fin=LEYLA, lang="az"):
    return portal.client.get(f"/phone/{fin}?lang={lang}").get_data(as_text=True)


def test_the_phone_shows_who_asks_what_for_and_the_code(portal):
    code = portal.post(portal.order()).get_json()["verification_code"]
    shown = page(portal)
    assert "Kabinet (AYNA) imzanızı istəyir" in shown
    assert "EYQ-2026-000117 qaiməsini imzalayın" in shown
    assert f"<strong>{code}</strong>" in shown


def test_a_request_shows_on_its_own_phone_only(portal):
    session_id = portal.start()
    assert "EYQ-2026-000117" not in page(portal, RASHAD)
    assert "artıq cavablandırılıb" in portal.confirm(session_id, RASHAD)
    assert portal.collect(session_id)["state"] == "RUNNING"


def test_a_refusal_ends_the_request(portal):
    session_id = portal.start()
    assert "Sorğudan imtina etdiniz." in portal.phone(session_id, action="refuse", pin="1234")
    assert portal.collect(session_id) == {"state": "COMPLETE", "result": "USER_CANCELLED"}


def test_two_wrong_pins_and_a_right_one_still_sign(portal):
    session_id = portal.start()
    assert "Qalan cəhdlər: 2" in portal.phone(session_id, action="confirm", pin="0000")
    assert "Qalan cəhdlər: 1" in portal.phone(session_id, action="confirm", pin="")
    assert "İmza təsdiq edildi." in portal.confirm(session_id)
    assert portal.collect(session_id)["result"] == "OK"


def test_three_wrong_pins_close_this_request_and_leave_others_open(portal):
    session_id, other = portal.start(), portal.start()
    for pin in ("0000", "1111", "١٢٣٤"):
        shown = portal.phone(session_id, action="confirm", pin=pin)
    assert "Sorğu bağlandı." in shown
    assert "artıq cavablandırılıb" in portal.confirm(session_id)
    assert portal.collect(session_id) == {"state": "COMPLETE", "result": "USER_CANCELLED"}
    portal.confirm(other)
    assert portal.collect(other)["result"] == "OK"


def test_a_display_text_is_never_markup(portal):
    portal.start(display_text="<b>bold</b><script>x</script>")
    shown = page(portal)
    assert "&lt;b&gt;bold&lt;/b&gt;" in shown
    assert "<script" not in shown


@pytest.mark.parametrize(
    ("lang", "heading", "button"),
    [
        ("az", "İmza sorğuları", "Təsdiq et"),
        ("en", "Requests to sign", "Confirm"),
        ("ru", "Запросы на подпись", "Подтвердить"),
    ],
)
def test_the_phone_speaks_three_languages_and_keeps_the_one_chosen(portal, lang, heading, button):
    session_id = portal.start()
    shown = page(portal, lang=lang)
    assert f"<h1>{heading}</h1>" in shown
    assert f">{button}</button>" in shown
    answered = portal.client.post(f"/phone/{LEYLA}/{session_id}?lang={lang}", data={"action": "refuse"})
    assert f"lang={lang}" in answered.location


def test_an_unknown_phone_does_not_exist(portal):
    assert portal.client.get("/phone/9ZZZ9Z9").status_code == 404


@pytest.mark.parametrize("path", ["/", f"/phone/{LEYLA}"])
def test_pages_are_proper_html_without_inline_script_or_style(portal, path):
    portal.start()
    portal.start()
    text = portal.client.get(path).get_data(as_text=True)
    parser = html5lib.HTMLParser(strict=True, namespaceHTMLElements=False)
    document = parser.parse(text)
    ids = [element.get("id") for element in document.iter() if element.get("id")]
    assert len(ids) == len(set(ids))
    assert not list(document.iter("script"))
    assert not [element for element in document.iter() if element.get("style") or element.tag == "style"]
    labelled = {label.get("for") for label in document.iter("label")}
    assert {field.get("id") for field in document.iter("input")} <= labelled
