"""What the scripts add, in a real browser, under the strict content security policy."""

import json

import pytest

pytestmark = pytest.mark.browser

FORM = '<form method="post" action="/send" novalidate>%s<button>Göndər</button></form>'
DRAFT = """<form method="post" action="/send" data-autosave="/draft"><input type="hidden" name="version" value="3">
<label for="goods">Yük</label><input class="input" id="goods" name="goods">{{ autosave_status() }}<button>Göndər</button></form>"""


def saved(version, time):
    return lambda route: route.fulfill(status=200, json={"version": version, "saved_at": time})


def heard(page, text):
    page.wait_for_function("text => document.getElementById('live').textContent.includes(text)", arg=text)


def held(site, waiting):
    """Return the request that a test keeps open, when the browser has sent it."""
    return site.until(lambda: waiting, "sent")[0]


def sent_from(site, place):
    """Return what was sent so far, when the form that names `place` is the last of it."""
    return site.until(lambda: site.sent if site.sent and place in site.sent[-1][1] else None, f"sent from {place}")


def test_a_double_click_sends_once_and_the_form_works_after_going_back(site):
    site.answers["POST", "/send"] = lambda route: route.fulfill(status=204)
    page = site.show(FORM % '<input aria-label="Yer" name="place">')
    button = page.get_by_role("button", name="Göndər")
    page.get_by_label("Yer").fill("Baku")
    button.dblclick()
    page.locator("main [aria-busy]").wait_for()
    sent_from(site, "Baku")
    page.evaluate("() => dispatchEvent(new PageTransitionEvent('pageshow', { persisted: true }))")
    assert page.locator("main [aria-busy]").count() == 0
    page.get_by_label("Yer").fill("Sheki")
    button.click()
    page.locator("main [aria-busy]").wait_for()
    assert [(path, body) for path, body, _headers in sent_from(site, "Sheki")] == [
        ("/send", "place=Baku"),
        ("/send", "place=Sheki"),
    ]


def test_a_change_of_language_keeps_what_was_typed_but_no_secrets(site):
    fields = """<input aria-label="Yer" name="place"><textarea aria-label="Qeyd" name="note"></textarea>
      <input type="checkbox" aria-label="Təsdiq" name="agree" value="1">
      <input type="password" aria-label="Parol" name="password">
      <input aria-label="Kod" name="code" data-keep="off">"""
    page = site.show(FORM % fields)
    page.get_by_label("Yer").fill("Göyçay, Əlibəy küçəsi 4")
    page.get_by_label("Qeyd").fill("iki\nsətir")
    page.get_by_label("Təsdiq").check()
    page.get_by_label("Parol").fill("gizli")
    page.get_by_label("Kod").fill("123456")
    page.get_by_role("link", name="English").click()
    page.wait_for_url("**/trial?lang=en")
    assert page.get_by_label("Yer").input_value() == "Göyçay, Əlibəy küçəsi 4"
    assert page.get_by_label("Qeyd").input_value() == "iki\nsətir"
    assert page.get_by_label("Təsdiq").is_checked()
    assert page.get_by_label("Parol").input_value() == ""
    assert page.get_by_label("Kod").input_value() == ""
    assert page.evaluate("() => sessionStorage.getItem('kabinet-kept')") is None


@pytest.mark.parametrize(
    ("referrer", "restored"), [("same-origin", ""), ("no-referrer", "Bakı")], ids=["after success", "after a sign-in"]
)
def test_what_was_sent_comes_back_only_after_a_new_sign_in(site, referrer, restored):
    elsewhere = f'<meta name="referrer" content="{referrer}"><a href="/trial">geri</a>'
    site.answers["POST", "/send"] = lambda route: route.fulfill(status=200, content_type="text/html", body=elsewhere)
    page = site.show(FORM % '<input aria-label="Yer" name="place">')
    page.get_by_label("Yer").fill("Bakı")
    page.get_by_role("button", name="Göndər").click()
    page.get_by_role("link", name="geri").click()
    page.wait_for_url("**/trial")
    assert page.get_by_label("Yer").input_value() == restored


@pytest.mark.parametrize(("between", "restored"), [("/cabinet/act-as", "Bakı"), ("/elsewhere", "")])
def test_what_was_typed_when_the_session_ended_survives_the_way_in_but_no_other_page(site, between, restored):
    site.pages[between] = ('<a href="/trial">geri</a>', {})
    page = site.show(FORM % '<input aria-label="Yer" name="place">')
    page.get_by_label("Yer").fill("Bakı")
    page.evaluate("() => { document.dispatchEvent(new Event('kabinet:ended')) }")
    site.open(between).get_by_role("link", name="geri").click()
    page.wait_for_url("**/trial")
    assert page.get_by_label("Yer").input_value() == restored


def test_a_draft_saves_itself_and_says_when(site):
    site.answers["POST", "/draft"] = saved(4, "14:05")
    page = site.show(DRAFT)
    page.get_by_label("Yük").fill("alma")
    page.get_by_label("Yük").blur()
    heard(page, "14:05")
    path, body, headers = site.sent[0]
    assert path == "/draft"
    assert "alma" in body
    assert headers["x-autosave"] == "1"
    assert page.locator("[name=version]").input_value() == "4"
    assert page.locator("[data-autosave-status]").inner_text().endswith("14:05")


def test_a_draft_sent_while_it_is_being_saved_waits_and_carries_the_version_that_was_saved(site):
    waiting = []
    site.answers["POST", "/draft"] = waiting.append
    site.answers["POST", "/send"] = lambda route: route.fulfill(
        status=200, body="<p>sent</p>", content_type="text/html"
    )
    page = site.show(DRAFT)
    page.get_by_label("Yük").fill("alma")
    page.get_by_label("Yük").blur()
    being_saved = held(site, waiting)
    page.get_by_label("Yük").fill("armud")
    page.get_by_role("button", name="Göndər").dblclick()
    saved(4, "14:05")(being_saved)
    page.get_by_text("sent").wait_for()
    assert [path for path, *_ in site.sent] == ["/draft", "/send"]
    assert "version=4&goods=armud" in site.sent[1][1]


def test_what_changes_while_a_draft_is_being_saved_is_saved_next(site):
    waiting = []
    site.answers["POST", "/draft"] = lambda route: saved(5, "14:06")(route) if waiting else waiting.append(route)
    page = site.show(DRAFT)
    page.get_by_label("Yük").fill("alma")
    page.get_by_label("Yük").blur()
    being_saved = held(site, waiting)
    page.get_by_label("Yük").fill("armud")
    page.get_by_label("Yük").blur()
    saved(4, "14:05")(being_saved)
    heard(page, "14:06")
    assert ["armud" in body for _path, body, _headers in site.sent] == [False, True]


def test_a_draft_changed_elsewhere_shows_both_versions_and_takes_the_focus(site):
    both = '<div tabindex="-1" data-focus id="both">Bakı | Gəncə</div>'
    site.answers["POST", "/draft"] = lambda route: route.fulfill(
        status=409, content_type="text/html; charset=utf-8", body=both
    )
    page = site.show(DRAFT)
    page.get_by_label("Yük").fill("alma")
    page.get_by_label("Yük").blur()
    page.locator("#both").wait_for()
    site.focused("#both")
    assert page.get_by_label("Yük").input_value() == "alma"


def test_an_ended_session_is_told_and_nothing_typed_is_lost(site):
    site.answers["POST", "/draft"] = lambda route: route.fulfill(status=401, json={})
    page = site.show(DRAFT)
    page.get_by_label("Yük").fill("alma")
    page.get_by_label("Yük").blur()
    heard(page, "Seansınız bitib")
    kept = json.loads(page.evaluate("sessionStorage.getItem('kabinet-kept')"))
    assert [0, "goods", "alma"] in [value[:3] for value in kept["values"]]


def test_a_lost_connection_is_told_and_tried_again(site):
    site.answers["POST", "/draft"] = lambda route: route.abort()
    page = site.show(DRAFT)
    page.get_by_label("Yük").fill("alma")
    page.get_by_label("Yük").blur()
    heard(page, "Hələ saxlanılmayıb")
    site.answers["POST", "/draft"] = saved(5, "14:07")
    page.evaluate("dispatchEvent(new Event('online'))")
    heard(page, "14:07")
    site.complaints.clear()


def test_errors_take_the_focus_and_lead_to_their_field(site):
    page = site.show(
        '{% from "components/error_summary.html" import error_summary %}{{ error_summary(errors=[("place", "Yeri yazın.")]) }}'
        + FORM % '<label for="place">Yer</label><input id="place" name="place">'
    )
    site.focused(".error-summary")
    page.get_by_role("link", name="Yeri yazın.").click()
    site.focused("#place")


def test_a_dialog_keeps_the_focus_and_gives_it_back(site):
    page = site.open("/office/design")
    opener = page.get_by_role("link", name="Dialoqu aç")
    opener.click()
    dialog = page.get_by_role("dialog")
    dialog.wait_for()
    site.focused("dialog, dialog *")
    page.keyboard.press("Escape")
    dialog.wait_for(state="hidden")
    site.focused("[data-dialog-open]")
    assert opener.evaluate("link => link === document.activeElement")


def test_a_phone_reaches_every_item_of_a_long_menu(site):
    items = [
        {"label": f"Yer {n}", "href": f"/p{n}", "icon": "home", "current": n == 6, "badge": n % 2 or None}
        for n in range(8)
    ]
    page = site.show("", navigation=items)
    assert not page.get_by_role("link", name="Yer 6").is_visible()
    page.locator(".more summary").click()
    assert [page.get_by_role("link", name=f"Yer {n}").is_visible() for n in range(8)] == [True] * 8


def test_tabs_move_by_arrow_keys(site):
    page = site.open("/office/design")
    first, second = page.get_by_role("tab").all()[:2]
    first.focus()
    page.keyboard.press("ArrowRight")
    assert second.get_attribute("aria-selected") == "true"
    assert page.locator("#part-parties").is_visible()
    assert not page.locator("#part-goods").is_visible()


@pytest.mark.parametrize("status", [204, 503], ids=["granted", "refused"])
def test_the_end_of_the_session_is_announced_and_put_off_when_that_is_granted(site, status):
    waiting = []
    site.answers["POST", "/extend"] = waiting.append
    site.page.clock.install()
    page = site.show('{{ session_timeout(120, "/extend", warn_seconds=60) }}')
    dialog = page.get_by_role("dialog")
    page.clock.run_for(61_000)
    dialog.wait_for()
    page.get_by_role("button", name="Kabinetdə qal").click()
    asked = held(site, waiting)
    page.clock.run_for(5000)
    assert not dialog.is_visible(), "the answer is on its way"
    asked.fulfill(status=status)
    if status == 204:
        page.clock.run_for(5000)
        assert not dialog.is_visible()
    else:
        dialog.wait_for()
    assert [path for path, *_ in site.sent] == ["/extend"]


def test_a_file_is_sent_at_once_and_a_large_one_is_refused_before(site):
    site.answers["POST", "/upload"] = lambda route: route.fulfill(status=200, json={})
    box = """<div data-upload="/upload" data-max-mb="1" data-too-large="böyükdür" data-done="göndərildi" data-failed="alınmadı">
      <input type="file" name="scan" aria-label="Fayl"><ul class="upload-list"></ul></div>"""
    page = site.show(box)
    page.get_by_label("Fayl").set_input_files({"name": "a.pdf", "mimeType": "application/pdf", "buffer": b"%PDF-1.7"})
    heard(page, "a.pdf: göndərildi")
    page.get_by_label("Fayl").set_input_files(
        {"name": "b.pdf", "mimeType": "application/pdf", "buffer": bytes(1_100_000)}
    )
    heard(page, "b.pdf: böyükdür")
    assert len(site.sent) == 1


def test_waiting_for_an_answer_stops_when_it_came(site):
    answers = iter(["<p>Gözləyirik…</p>", "<p>İmzalandı</p>"])
    statuses = iter([200, 286])
    asked = []

    def state(route):
        asked.append(route.request.url)
        route.fulfill(status=next(statuses), content_type="text/html; charset=utf-8", body=next(answers))

    site.answers["GET", "/state"] = state
    page = site.show('<div id="state" data-poll-url="/state" data-poll-every="0.05"></div>')
    heard(page, "İmzalandı")
    assert len(asked) == 2


HTMX_FORM = """<div id="answer"><form method="post" action="/send" hx-post="/send" hx-target="#answer">
<label for="place">Yer</label><input class="input" id="place" name="place"><button>Göndər</button></form></div>"""
WRONG = '<div class="error-summary" tabindex="-1" data-focus>Yeri yazın.</div>'


def test_mistakes_come_into_the_page_with_the_focus(site):
    site.answers["POST", "/send"] = lambda route: route.fulfill(
        status=422, content_type="text/html; charset=utf-8", body=WRONG
    )
    page = site.show(HTMX_FORM)
    page.get_by_role("button", name="Göndər").click()
    page.locator("#answer .error-summary").wait_for()
    site.focused(".error-summary")
    site.complaints.clear()


def test_a_refusal_stands_above_the_page_and_leaves_it_usable(site):
    refusal = '<div role="alert" tabindex="-1" data-focus id="refusal">Bir az gözləyin</div>'
    site.answers["POST", "/send"] = lambda route: route.fulfill(
        status=429, content_type="text/html; charset=utf-8", body=refusal
    )
    page = site.show(HTMX_FORM)
    page.get_by_label("Yer").fill("Bakı")
    page.get_by_role("button", name="Göndər").click()
    page.locator("[data-refusal] #refusal").wait_for()
    site.focused("#refusal")
    assert page.get_by_label("Yer").input_value() == "Bakı"
    page.wait_for_function("() => !document.querySelector('main [aria-busy]')")
    site.complaints.clear()


def test_a_lost_connection_is_said_aloud(site):
    site.answers["POST", "/send"] = lambda route: route.abort()
    page = site.show(HTMX_FORM)
    page.get_by_role("button", name="Göndər").click()
    heard(page, "Bağlantı alınmadı")
    site.complaints.clear()
