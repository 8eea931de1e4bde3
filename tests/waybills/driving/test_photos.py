"""Photos of the goods: stripped, sealed, shown to the parties and to nobody else."""

import hashlib

import pytest
from PIL import Image

from tests.waybills.driving.phones import chain, jpeg
from webapp.attachments import api as attachments
from webapp.core import db
from webapp.core.transaction import transaction
from webapp.waybills.driving.models import Photo
from webapp.waybills.driving.photos import KIND

WHERE = 0x8825


@pytest.fixture
def told():
    """A photo that says where, when and by whom it was taken."""
    exif = Image.Exif()
    exif[0x013B] = "Rəşad Məmmədov"
    exif.get_ifd(WHERE).update({1: "N", 2: (40.0, 22.0, 39.0)})
    return jpeg(exif=exif)


def test_what_a_photo_tells_besides_the_picture_is_left_out(world, phone, told):
    waybill = world.offered()
    digest = phone.photo(waybill, told)
    assert phone.do(waybill, "accept", photos=[digest])["outcome"] == "taken"
    with transaction():
        (photo,) = db.session().query(Photo)
        kept = attachments.content(photo.copy)
    assert photo.stated_sha256.hex() == digest == hashlib.sha256(told).hexdigest()
    assert chain(waybill)[-1].data["photos"] == [photo.sha256.hex()] == [hashlib.sha256(kept).hexdigest()]
    assert "Məmmədov".encode() not in kept
    assert b"Exif" not in kept


def test_only_a_photo_of_the_stated_digest_is_taken(world, phone):
    waybill = world.offered()
    phone.photo(waybill, b"\0\0\0\x18ftypmp42" + bytes(99), expect=422)
    phone.photo(waybill, jpeg(), digest="0" * 64, expect=422)
    phone.photo(waybill, b"\xff\xd8\xff" + b"broken" * 9, expect=422)
    phone.photo("x" * 20, jpeg(), expect=404)
    with transaction():
        assert db.session().query(Photo).count() == 0


def test_a_video_of_forty_megabytes_is_refused_before_it_is_read(world, phone):
    waybill = world.offered()
    phone.photo(waybill, b"\0" * (40 * 1024 * 1024), digest="0" * 64, expect=413)
    with transaction():
        assert db.session().query(Photo).count() == 0


def test_the_parties_see_the_photos_and_others_do_not(app, world, phone, enter, client):
    waybill = world.offered()
    digest = phone.photo(waybill, jpeg())
    phone.do(waybill, "accept", photos=[digest])
    other = world.offered()
    with transaction():
        (photo,) = db.session().query(Photo)
        draw_at_once(photo)
    consignee = enter("consignee")
    assert "1 şəkil" in consignee.open(f"/cabinet/waybills/{waybill}").words
    assert digest in consignee.open(f"/cabinet/waybills/{waybill}/photos").text
    shown = consignee.get(f"/cabinet/waybills/{waybill}/photos/{digest}")
    assert (shown.status_code, shown.mimetype) == (200, "image/jpeg")
    for address in (f"{other}/photos/{digest}", f"{waybill}/photos/{'0' * 64}", f"{waybill}/photos/x"):
        assert consignee.get(f"/cabinet/waybills/{address}").status_code == 404
    assert client.get(f"/cabinet/waybills/{waybill}/photos/{digest}").status_code in {302, 303, 401}


def draw_at_once(photo):
    """What the job of `attachments` does later."""
    from webapp.attachments.reading import read
    from webapp.attachments.services.reading import finish, start

    finish(photo.copy, read(start(photo.copy)))


def test_photos_are_nobodys_to_change(world, phone):
    waybill = world.offered()
    phone.photo(waybill, jpeg())
    with transaction():
        (copy,) = attachments.copies_of(KIND, waybill)
        with pytest.raises(attachments_sealed()):
            attachments.remove(copy.public_id, actor=world.driver)


def attachments_sealed():
    from webapp.attachments.errors import CopiesSealed

    return CopiesSealed
