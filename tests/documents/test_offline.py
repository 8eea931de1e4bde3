"""What a document says without a network: read by its key, refused when one character or one byte differs."""

import base64
from datetime import UTC, date, datetime

import pytest
import zxingcpp
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from PIL import Image, ImageDraw

from tests.documents.situations import CARD, OFFICER, WHY, give
from webapp.core import db
from webapp.core.transaction import transaction
from webapp.documents import api
from webapp.documents.keys import published_keys, rotate_key
from webapp.documents.models import DocumentKey
from webapp.documents.offline import NotGenuine, Statement, line_of, packed, read
from webapp.documents.paper import offline_code, scanned_address

KEY = Ed25519PrivateKey.from_private_bytes(bytes(range(32)))
KEYS = {"0a1b2c3d": KEY.public_key().public_bytes_raw()}
STATEMENT = Statement(
    key_id="0a1b2c3d",
    type_code="permit.card",
    number="KT|100%",
    copy=2,
    subject="10-AA-123 ə",
    valid_from=date(2026, 11, 22),
    valid_to=None,
    issued_at=datetime(2026, 11, 22, 8, 30, tzinfo=UTC),
)


def code_of(line):
    return packed(line, KEY.sign(line.encode()))


CODE = code_of(line_of(STATEMENT))


def test_the_code_says_what_was_written():
    assert read(CODE, KEYS) == STATEMENT
    assert line_of(STATEMENT) == ("K1|0a1b2c3d|permit.card|KT%7C100%25|2|10-AA-123 ə|20261122|-|20261122T0830Z")


def test_a_change_in_any_byte_is_found():
    content = bytearray(base64.b32decode(CODE + "=" * (-len(CODE) % 8)))
    for place in range(len(content)):
        for bit in range(8):
            content[place] ^= 1 << bit
            with pytest.raises(NotGenuine):
                read(base64.b32encode(content).decode().rstrip("="), KEYS)
            content[place] ^= 1 << bit


def test_a_change_in_any_character_is_found():
    for place, letter in enumerate(CODE):
        other = "A" if letter != "A" else "B"
        with pytest.raises(NotGenuine):
            read(CODE[:place] + other + CODE[place + 1 :], KEYS)


@pytest.mark.parametrize(
    "typed",
    [
        "",
        "A",
        CODE[:-1],
        CODE + "A",
        CODE.lower(),
        CODE + "=",
        " " + CODE,
        CODE + "\n",
        "A" * 5000,
        "٣" * 40,
        "\x00",
        "8" * 40,
    ],
)
def test_every_other_spelling_is_refused(typed):
    with pytest.raises(NotGenuine):
        read(typed, KEYS)


@pytest.mark.parametrize("line", ["", "K1", "K2|" + line_of(STATEMENT)[3:], line_of(STATEMENT) + "|x"])
def test_what_our_key_signed_for_another_purpose_is_no_document(line):
    with pytest.raises(NotGenuine):
        read(code_of(line), KEYS)


def test_an_unknown_key_proves_nothing():
    with pytest.raises(NotGenuine):
        read(CODE, {"ffffffff": KEYS["0a1b2c3d"]})
    with pytest.raises(NotGenuine):
        read(CODE, {"0a1b2c3d": Ed25519PrivateKey.generate().public_key().public_bytes_raw()})


def test_documents_of_a_former_key_are_proved_after_it_retired(holders):
    token = give(holders.firm)
    with transaction():
        old = offline_code(api.card_facts(token))
        rotate_key(actor=OFFICER)
        new = offline_code(api.card_facts(token))
        keys = {key.key_id: key.public_key for key in published_keys()}
        kept = [row.private_key is None for row in api_keys()]
    assert len(keys) == 2
    assert sorted(kept) == [False, True]
    assert read(old, keys).key_id != read(new, keys).key_id
    assert (read(old, keys).number, read(old, keys).type_code) == ("KT-000001", CARD)


def test_a_telephone_reads_the_whole_code_from_the_qr(holders):
    token = give(holders.firm)
    with transaction(read_only=True):
        address = scanned_address(api.card_facts(token))
        key = {key.key_id: key.public_key for key in published_keys()}
    code = address.partition("#")[2]
    assert read(code, key).subject == "10-AA-123"
    assert address.startswith(f"http://127.0.0.1:8000/verify/{token}?copy=1#")
    assert picture_says(address) == address


def test_what_is_not_valid_gets_no_code(holders):
    token = give(holders.firm)
    with transaction():
        api.suspend(token, **WHY, until=None, actor=OFFICER)
    with transaction(read_only=True):
        assert scanned_address(api.card_facts(token)) == f"http://127.0.0.1:8000/verify/{token}?copy=1"


def api_keys():
    return db.session().query(DocumentKey).all()


def picture_says(text):
    """What a scanner reads from the code, drawn as the page draws it, three dots a module."""
    from qrcode import QRCode
    from qrcode.constants import ERROR_CORRECT_M

    code = QRCode(error_correction=ERROR_CORRECT_M, border=4)
    code.add_data(text)
    rows = code.get_matrix()
    assert len(rows) <= 73, "too fine for a printed card"
    picture = Image.new("RGB", (len(rows) * 3, len(rows) * 3), "white")
    pen = ImageDraw.Draw(picture)
    for y, row in enumerate(rows):
        for x, dark in enumerate(row):
            if dark:
                pen.rectangle((x * 3, y * 3, x * 3 + 2, y * 3 + 2), fill="black")
    (found,) = zxingcpp.read_barcodes(picture)
    return found.text
