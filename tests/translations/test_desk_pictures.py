"""Pictures of pages beside the editor: the newest of a page, with the place of the text."""

import io

import pytest
from PIL import Image

from tests.translations.conftest import a_text
from webapp.core.transaction import transaction
from webapp.translations.desk.pictures import Place, keep_picture

KEY = "c" * 20


@pytest.fixture(scope="module")
def texts(footing, app):
    with app.app_context(), transaction():
        a_text(KEY, "Kömək", "Help")


def a_picture():
    out = io.BytesIO()
    Image.new("RGB", (360, 900), "white").save(out, "JPEG")
    return out.getvalue()


def test_a_text_is_shown_where_it_stands_and_the_newest_picture_of_a_page_is_kept(samira):
    there = Place(KEY, 17, 300, 90, 24, 326, "16px sans-serif")
    for _ in range(2):
        with transaction():
            found, gone = keep_picture(
                "/help", "Help", "en", a_picture(), (360, 900), [there, Place("x", *there_of(there))]
            )
    assert (found, len(gone)) == (1, 1)
    page = samira.open(f"/office/texts/en/{KEY}", expect=200)
    assert 'viewBox="0 180 360 264"' in page.text
    assert 'data-room="326"' in page.text
    picture = next(one.get("href") for one in page.all("image"))
    answer = samira.open(picture, expect=200)
    assert answer.mimetype == "image/jpeg"
    assert samira.open("/office/texts/pictures/nobody.jpg").status_code == 404


def there_of(place):
    return place.left, place.top, place.width, place.height, place.room, place.font
