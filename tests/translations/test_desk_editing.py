"""One text from its original to every page: writing, checks, two editors, review, publishing, going back."""

import pytest

from tests.support.client import AssertingClient
from tests.support.people import sign_in
from tests.translations.conftest import STRANGER, a_text
from webapp.auth.models import StaffPost
from webapp.auth.seed import SINCE
from webapp.core.crypto import blind_index
from webapp.core.transaction import transaction

SIGNED, PLURAL, LINK = "b" * 20, "d" * 20, "e" * 20
PAGE = f"/office/texts/en/{SIGNED}"


@pytest.fixture(scope="module")
def texts(footing, app):
    with app.app_context(), transaction():
        a_text("a" * 20, "İsmayıllı rayonu", "Ismayilli district", area="timetable")
        a_text(
            SIGNED, "%(name)s imzaladı", "%(name)s signed", stale_from=["%(name)s imzalayıb"], flags=["python-format"]
        )
        a_text(PLURAL, "%(num)s qaimə", "%(num)s waybills", plural="%(num)s qaimə", reach=3, flags=["python-format"])
        a_text(LINK, '<a href="/help">Kömək</a> alın', '<a href="/help">Get help</a>')


def written(client, address, words, *, do="save", expect=303, **more):
    page = client.open(address, expect=200)
    return client.submit(page, address, expect=expect, **{"form-0": words, "do": do, **more})


def test_a_changed_original_is_shown_word_by_word_beside_the_fields(samira):
    page = samira.open(f"{PAGE}?shelf=stale", expect=200)
    assert "<del>imzalayıb</del><ins>imzaladı</ins>" in page.text
    assert page.form("/office/texts/en/")["form-0"] == "%(name)s signed"
    assert samira.open(f"/office/texts/ru/{PLURAL}", expect=200).text.count('<textarea class="input text-field"') == 3
    assert samira.open(f"/office/texts/en/{PLURAL}").text.count('<textarea class="input text-field"') == 2


def test_words_are_kept_and_the_next_text_of_the_list_follows(samira):
    answer = written(samira, "/office/texts/en/" + "a" * 20 + "?area=timetable", "Ismayilli rayon")
    assert answer.location.endswith(f"/{'a' * 20}?area=timetable")
    page = samira.open("/office/texts/en/" + "a" * 20, expect=200)
    assert "<del>district</del><ins>rayon</ins>" in page.text
    following = written(samira, "/office/texts/en/" + "a" * 20, "Ismayilli", do="next")
    assert following.location.endswith(SIGNED)


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ("Somebody signed", "%(name)s"),
        ("%(person)s signed", "%(person)s"),
        ("%(name)s %(day)s signed", "%(day)s"),
        ("%(name)s <script>alert(1)</script>", "script"),
        ('%(name)s <b onclick="x()">signed</b>', "dir"),
        ("%(name)s " + "a" * 10_000, "hərf"),
    ],
)
def test_words_that_would_break_a_page_are_not_sent_for_review_and_stay_in_the_field(samira, words, said):
    page = written(samira, PAGE, words, do="propose", expect=422)
    assert page.form(PAGE)["form-0"] == words
    assert said in page.words
    assert page.all("h1")
    assert 'role="alert"' in page.text


def test_checks_come_as_one_types_and_by_the_button_without_scripts(samira):
    page = samira.open(PAGE, expect=200)
    whole = samira.submit(page, PAGE, to=f"{PAGE}/checks", **{"form-0": "signed"}, expect=200)
    assert whole.form(PAGE)["form-0"] == "signed"
    assert "Dərc olunmur" in whole.words
    token = page.form(PAGE)["csrf_token"]
    headers = {"HX-Request": "true", "HX-Target": "text-findings"}
    sent = {"csrf_token": token, "form-0": "%(name)s has signed it", "number": "0"}
    fragment = samira.open(f"{PAGE}/checks", method="POST", data=sent, headers=headers, expect=200)
    assert "<h1" not in fragment.text
    assert "heç bir səhv" in fragment.words


def test_who_saves_over_another_sees_both_texts_and_may_go_on(samira, app, database):
    early = samira.open(PAGE, expect=200)
    written(samira, PAGE, "%(name)s signed it")
    late = samira.submit(early, PAGE, **{"form-0": "%(name)s has signed", "do": "save"}, expect=409)
    assert "%(name)s signed it" in late.words
    assert late.form(PAGE)["form-0"] == "%(name)s has signed"
    samira.submit(late, PAGE, do="save", expect=303)
    assert "№ 2" in samira.open(PAGE).words


def test_who_may_not_publish_yet_is_led_to_what_stands_in_the_way(samira, zaur, app):
    with app.app_context(), transaction():
        a_text("9" * 20, "Hamı bunu görür")
    written(samira, PAGE, "%(name)s has just signed", do="propose")
    zaur.submit(zaur.open("/office/texts/en/review"), "/review", pick=f"{SIGNED}:1", expect=303)
    plan = samira.open("/office/texts/publish", expect=200)
    assert 'href="/office/texts/en?shelf=untranslated"' in plan.text
    assert "/publish/now" not in plan.text


def test_a_second_person_approves_then_one_click_publishes_and_one_goes_back(samira, zaur):
    written(samira, PAGE, "%(name)s has now signed", do="propose")
    assert "Sizin variantınız" in samira.open("/office/texts/en/review", expect=200).words
    page = samira.open(PAGE, expect=200)
    assert "başqa bir yoxlayıcı" in page.words
    sent = {"csrf_token": page.form(PAGE)["csrf_token"], "do": "approve"}
    assert "özünüz" in samira.open(f"{PAGE}/decide/1", method="POST", data=sent, expect=403).words
    queue = zaur.open("/office/texts/en/review", expect=200)
    zaur.submit(queue, "/review", pick=f"{SIGNED}:1", expect=303)
    plan = samira.open("/office/texts/publish", expect=200)
    assert "<ins>has now </ins>" in plan.text
    assert "Zaur" in plan.words
    done = samira.submit(plan, "/publish/now", note="first", expect=303)
    shown = samira.open(done.location, expect=200)
    assert "İndi görünür" in shown.words
    samira.submit(samira.open("/office/texts/publications"), "/publications/0/restore", expect=303)
    assert "Kataloqların sözlərinə" in samira.open("/office/texts/publications/2", expect=200).words


def test_a_proposal_goes_back_with_a_reason_only(samira, zaur):
    written(samira, PAGE, "%(name)s put a signature", do="propose")
    page = zaur.open(PAGE, expect=200)
    zaur.submit(page, "/decide/1", do="reject", expect=422)
    zaur.submit(page, "/decide/1", do="reject", reason="Too long", expect=303)
    assert "Too long" in samira.open(PAGE).words
    assert "Geri qaytarılıb" in samira.open(PAGE).words


def test_going_back_makes_a_new_version_of_an_old_one(samira):
    written(samira, PAGE, "%(name)s one")
    written(samira, PAGE, "%(name)s two")
    samira.submit(samira.open(PAGE), "/revert/1", expect=303)
    page = samira.open(PAGE)
    assert page.form(PAGE)["form-0"] == "%(name)s one"
    assert "№ 3" in page.words


def test_remarks_tasks_and_limits(samira, zaur):
    samira.submit(samira.open(PAGE), "/comments", words="  ", expect=422)
    zaur.submit(zaur.open(PAGE), "/comments", words="Who is meant?", expect=303)
    assert "imzaladı" in samira.open("/office/texts/en?shelf=discussed", expect=200).words
    page = samira.open(PAGE)
    samira.submit(page, "/settle", expect=303)
    assert "imzaladı" not in samira.open("/office/texts/en?shelf=discussed", expect=200).words
    task = page.form("/assign")
    me = next(one.get("value") for one in page.all("option") if "Samirə" in (one.text or ""))
    assert task["whom"] == ""
    samira.submit(page, "/assign", whom=me, expect=303)
    assert "imzaladı" in samira.open("/office/texts/en?shelf=assigned", expect=200).words
    samira.submit(page, "/limit", longest="12", expect=303)
    assert "12" in samira.open(PAGE).form("/limit")["longest"]


def test_each_may_do_what_their_language_and_role_allow(app, database, texts, zaur):
    stranger = AssertingClient(app)
    sign_in(stranger, STRANGER)
    assert stranger.open(PAGE).status_code == 403
    page = zaur.open(PAGE, expect=200)
    assert "Təklif et" in page.words
    assert "Qaralama kimi" not in page.words
    zaur.submit(page, PAGE, **{"form-0": "%(name)s signed here"}, do="suggest", expect=303)
    zaur.submit(zaur.open(PAGE), f"{PAGE}/assign", whom="", expect=303)
    token = page.form(PAGE)["csrf_token"]
    for deed in (
        f"{PAGE}/revert/1",
        "/office/texts/publish/now",
        "/office/texts/publications/0/restore",
        f"{PAGE}/limit",
    ):
        assert zaur.open(deed, method="POST", data={"csrf_token": token}).status_code == 403, deed


def test_a_translator_of_one_language_is_refused_in_another(app, database, texts):
    with transaction() as session:
        post = {"role": "text_translator_en", "body": "AYNA", "valid_from": SINCE}
        session.add(StaffPost(fin_index=blind_index(STRANGER), **post))
    client = AssertingClient(app)
    sign_in(client, STRANGER, office=True)
    written(client, PAGE, "%(name)s signed this")
    russian = PAGE.replace("/en/", "/ru/")
    page = client.open(russian, expect=200)
    assert "Təklif et" in page.words
    for do in ("save", "propose", "next"):
        client.submit(page, russian, **{"form-0": "%(name)s", "do": do}, expect=403)
    client.submit(page, russian, **{"form-0": "%(name)s подписал", "do": "suggest"}, expect=303)


def test_who_is_asked_to_take_a_text_on_hears_of_it(samira, zaur):
    page = samira.open(PAGE)
    him = next(one.get("value") for one in page.all("option") if "Zaur" in (one.text or ""))
    samira.submit(page, "/assign", whom=him, expect=303)
    assert "imzaladı" in zaur.open("/cabinet/notices", expect=200).words
    samira.submit(page, "/assign", whom="nobody", expect=404)


def test_terms_stand_beside_the_words_and_forbidden_ones_are_found(samira):
    page = samira.open("/office/texts/terms/new", expect=200)
    samira.submit(page, "/terms/new", expect=422)
    samira.submit(page, "/terms/new", az="rayon", en="district", forbidden_en="rayon", expect=303)
    assert "district" in samira.open("/office/texts/terms?q=DISTRICT", expect=200).words
    text = "/office/texts/en/" + "a" * 20
    assert "belə yazmayın" in samira.open(text, expect=200).words
    found = samira.submit(samira.open(text), text, to=f"{text}/checks", **{"form-0": "Ismayilli rayon"}, expect=200)
    assert "Diqqət" in found.words
    shown = samira.open("/office/texts/terms")
    samira.submit(samira.open(shown.link("rayon")), "/end", expect=303)
    assert "district" not in samira.open("/office/texts/terms?q=district").words
