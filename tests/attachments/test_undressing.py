"""Officers get pictures without what a telephone wrote into them; the picture itself and how it is turned stay."""

import io

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image
from PIL.PngImagePlugin import PngInfo

from tests.attachments import papers
from tests.attachments.conftest import HOLDER_FIN, PARTIES
from tests.attachments.test_pages import PLACE, add
from tests.support.people import sign_in
from webapp.attachments.undressing import undressed
from webapp.cabinets.api import own_party
from webapp.core.transaction import transaction

OFFICER_FIN = "2ZAR9W1"
GPS, ORIENTATION, MODEL = 0x8825, 0x0112, 0x0110


def taken_by_a_phone(turn=6):
    """A picture of a paper with place, model and turn in it."""
    exif = Image.Exif()
    exif[MODEL], exif[ORIENTATION] = "Telefon 15", turn
    exif.get_ifd(GPS)[1] = "N"
    exif.get_ifd(GPS)[2] = (40.0, 22.0, 39.0)
    out = io.BytesIO()
    papers.drawn().resize((400, 560)).save(out, "JPEG", exif=exif, comment=b"evde", quality=80)
    return out.getvalue()


def read(content):
    with Image.open(io.BytesIO(content)) as picture:
        picture.load()
        return picture


@pytest.mark.parametrize("turn", [1, 3, 6])
def test_of_a_jpeg_the_picture_and_its_turn_stay(turn):
    before = taken_by_a_phone(turn)
    after = undressed(before, "image/jpeg")
    exif = read(after).getexif()
    assert (exif.get(MODEL), exif.get_ifd(GPS)) == (None, {})
    assert exif.get(ORIENTATION, 1) == turn
    assert "comment" not in read(after).info
    assert read(after).tobytes() == read(before).tobytes()


def test_of_a_png_no_words_stay():
    info = PngInfo()
    info.add_text("Author", "Aysel")
    out = io.BytesIO()
    papers.drawn().resize((400, 560)).save(out, "PNG", pnginfo=info, exif=Image.Exif())
    after = undressed(out.getvalue(), "image/png")
    assert b"Aysel" not in after
    assert read(after).tobytes() == read(out.getvalue()).tobytes()


@given(st.binary(max_size=200))
def test_what_is_built_oddly_is_sent_as_it_is_or_shorter_and_breaks_nothing(tail):
    for media_type, head in (
        ("image/jpeg", b"\xff\xd8"),
        ("image/png", b"\x89PNG\r\n\x1a\n"),
        ("application/pdf", b"%PDF"),
    ):
        assert undressed(head + tail, media_type).startswith(head)


def test_who_handed_it_in_gets_their_file_and_an_officer_a_clean_one(client, holding):
    sign_in(client, HOLDER_FIN)
    content = taken_by_a_phone()
    add(client, content, "foto.jpg")
    address = f"{client.open(PLACE).link('foto.jpg')}/file"
    assert client.open(address, expect=200).data == content
    officer = sign_in(client, OFFICER_FIN)
    with transaction(read_only=True):
        PARTIES.add(own_party(officer.account_id).id)
    sent = client.open(address, expect=200).data
    assert sent == undressed(content, "image/jpeg") != content
