"""A mail as a mail program reads it: two bodies of one text, headers that nobody's name can break."""

import re
from email import message_from_bytes
from email.policy import default

import pytest

from webapp.notifications.api import Enclosed, Enclosure, Message
from webapp.notifications.mail import mime_of

SITE = "https://kabinet.example.az"


def mail(**changes):
    given = {
        "channel": "email",
        "to": "aysel@example.az",
        "text": "Birinci sətir.\nİkinci & son.",
        "subject": "Gəncə → Bakı",
        "key": "K1",
    }
    made = mime_of(Message(**given | changes), site=SITE)
    return message_from_bytes(made, policy=default)


def body(read, kind):
    return read.get_body((kind,)).get_content()


def test_text_and_html_stand_side_by_side_and_say_the_same(app):
    with app.app_context():
        read = mail(leads_to=f"{SITE}/cabinet/notices/X", language="en")
    assert read.get_content_type() == "multipart/alternative"
    assert [part.get_content_type() for part in read.iter_parts()] == ["text/plain", "text/html"]
    assert read["Subject"] == "Gəncə → Bakı"
    assert "İkinci & son." in body(read, "plain")
    assert "İkinci &amp; son." in body(read, "html")
    assert f"{SITE}/cabinet/notices/X" in body(read, "plain")
    assert f'href="{SITE}/cabinet/notices/X"' in body(read, "html")
    assert '<html lang="en">' in body(read, "html")
    assert not read.defects


@pytest.mark.parametrize(
    "name", ["Ad\r\nBcc: other@example.az", "Ad\nX-Evil: 1", "Ad\u2028Bcc: x@y.az", "Ad\x00\x0b\x85Bcc: x@y.az"]
)
def test_a_name_in_the_subject_begins_no_header(app, name):
    with app.app_context():
        read = mail(subject=f"Sizi dəvət edir: {name}")
    assert "Bcc" not in read
    assert "X-Evil" not in read
    assert len(read["Subject"].splitlines()) == 1


def test_nothing_is_fetched_and_nothing_runs_when_it_is_read(app):
    with app.app_context():
        html = body(mail(text="<img src=http://x/y.png><script>alert(1)</script>"), "html")
    assert not re.search(r"<(img|link|iframe|script)\b", html)
    assert "url(" not in html
    assert "prefers-color-scheme: dark" in html


def test_the_same_message_has_the_same_id_and_nobody_is_asked_to_answer(app):
    with app.app_context():
        first, again = mail(), mail()
    assert first["Message-ID"] == again["Message-ID"] == "<K1@kabinet.example.az>"
    assert first["Auto-Submitted"] == "auto-generated"
    assert "List-Unsubscribe" not in first


def test_what_may_be_switched_off_says_how_in_one_click_in_a_header_that_stands_as_it_is(app):
    way = f"{SITE}/notices/unsubscribe/{'T' * 90}"
    with app.app_context():
        read = mail(unsubscribe=way)
        raw = mime_of(Message("email", "a@b.az", "x", "x", "K", unsubscribe=way), site=SITE)
    assert f"List-Unsubscribe: <{way}>\r\n".encode() in raw
    assert read["List-Unsubscribe"] == f"<{way}>"
    assert read["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"


def test_files_and_facts_travel_with_it(app):
    enclosed = Enclosed((Enclosure("bilet\r\n.ics", "text/calendar", b"BEGIN"),), {"@type": "</script><b>"})
    with app.app_context():
        read = mail(enclosed=enclosed)
    (file,) = read.iter_attachments()
    assert (file.get_filename(), file.get_payload(decode=True)) == ("bilet .ics", b"BEGIN")
    assert "</script><b>" not in body(read, "html")
