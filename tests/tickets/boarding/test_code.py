"""The code of a ticket: 48 bytes, one spelling, proved by anybody who has the key; what is not one is told apart."""

from dataclasses import replace
from datetime import timedelta

import pytest
from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ec import ECDSA, SECP256R1, generate_private_key
from cryptography.hazmat.primitives.asymmetric.utils import encode_dss_signature
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image

from webapp.tickets.boarding import base45
from webapp.tickets.boarding.code import (
    NAME_BYTES,
    RIDERS,
    SINCE,
    Contents,
    Forged,
    NotATicket,
    UnknownKey,
    packed,
    read,
    short_name,
    unpacked,
    written,
)
from webapp.tickets.boarding.keys import Signer

PRIVATE = generate_private_key(SECP256R1())
KEYS = {7: PRIVATE.public_key().public_bytes(Encoding.X962, PublicFormat.UncompressedPoint)}
SIGNER = Signer(7, PRIVATE)
minutes = st.integers(0, 2**31)
letters = st.characters(blacklist_categories=["Cs"], blacklist_characters="\0")


@st.composite
def contents(draw):
    departs = SINCE + timedelta(minutes=draw(minutes))
    name = draw(st.text(letters, max_size=NAME_BYTES).filter(lambda text: len(text.encode()) <= NAME_BYTES))
    small, short = st.integers(0, 255), st.integers(0, 2**16 - 1)
    return Contents(
        key_id=draw(small),
        ticket=draw(st.integers(0, 2**64 - 1)),
        trip=draw(st.integers(0, 2**32 - 1)),
        departs_at=departs,
        valid_until=departs + timedelta(minutes=draw(short)),
        start=draw(short),
        end=draw(short),
        seat=draw(small),
        rider=draw(st.sampled_from(sorted(RIDERS))),
        flags=draw(st.integers(0, 7)),
        issue=draw(small),
        carrier=draw(short),
        document=draw(st.binary(min_size=6, max_size=6)),
        name=name,
    )


def one(**changes):
    departs = SINCE + timedelta(days=2517, hours=4)
    base = Contents(
        7, 41, 12, departs, departs + timedelta(hours=7), 1, 4, 12, "adult", 3, 1, 9, b"\1" * 6, "A. Quliyeva"
    )
    return replace(base, **changes)


def code_of(said, signer=SIGNER):
    payload = packed(said)
    return written(payload, signer.sign(payload))


@given(st.binary(max_size=300))
def test_base45_gives_back_what_it_took(content):
    assert base45.decode(base45.encode(content)) == content


def test_base45_is_that_of_the_standard():
    assert base45.encode(b"Hello!!") == "%69 VD92EX0"
    assert base45.encode(b"base-45") == "UJCLQE7W581"
    assert base45.decode("QED8WEX0") == b"ietf!"


@given(st.text(base45.ALPHABET, max_size=40))
def test_base45_has_one_spelling(text):
    try:
        content = base45.decode(text)
    except ValueError:
        return
    assert base45.encode(content) == text


@given(contents())
def test_a_code_says_what_was_put_in(said):
    assert len(packed(said)) == 48
    assert unpacked(packed(said)) == said


@given(st.binary(min_size=48, max_size=48))
def test_any_forty_eight_bytes_are_read_one_way_or_not_at_all(payload):
    payload = b"\1" + payload[1:]
    try:
        said = unpacked(payload)
    except NotATicket:
        return
    assert packed(said) == payload


@given(st.text(max_size=500))
def test_garbage_is_not_a_ticket(text):
    with pytest.raises(NotATicket):
        read(text, KEYS)
    with pytest.raises(NotATicket):
        read("KT1:" + text, KEYS)


def test_a_changed_bit_anywhere_is_found():
    payload = packed(one())
    whole = payload + SIGNER.sign(payload)
    for at in range(len(whole)):
        changed = whole[:at] + bytes([whole[at] ^ 1]) + whole[at + 1 :]
        with pytest.raises((Forged, NotATicket, UnknownKey)):
            read(written(changed[:48], changed[48:]), KEYS)


def test_who_signs_again_by_another_key_is_found():
    other = Signer(7, generate_private_key(SECP256R1()))
    with pytest.raises(Forged):
        read(code_of(one(), other), KEYS)
    with pytest.raises(UnknownKey):
        read(code_of(one(key_id=8), other), KEYS)
    with pytest.raises(Forged):
        read(written(packed(one()), bytes(64)), KEYS)


@pytest.mark.parametrize(
    "wrong",
    [{"name": "A. Quliyevaaaa"}, {"ticket": -1}, {"seat": 256}, {"flags": 8}, {"name": "a\0b"}, {"start": 70000}],
)
def test_what_does_not_fit_is_refused(wrong):
    with pytest.raises(ValueError, match="does not fit"):
        packed(one(**wrong))


def test_the_same_ticket_has_the_same_code():
    assert code_of(one()) == code_of(one())


def test_the_qr_is_small_and_an_independent_reader_and_verifier_prove_it():
    import zxingcpp
    from qrcode import QRCode
    from qrcode.constants import ERROR_CORRECT_M

    text = code_of(one(name="Ə. Əliyeva"))
    assert len(text) == 172
    qr = QRCode(error_correction=ERROR_CORRECT_M, border=4, box_size=4)
    qr.add_data(text)
    qr.make(fit=True)
    assert qr.version <= 7
    picture: Image.Image = qr.make_image().get_image().convert("L")

    (seen,) = zxingcpp.read_barcodes(picture)
    assert seen.text == text
    content = base45.decode(seen.text.removeprefix("KT1:"))
    r, s = int.from_bytes(content[48:80]), int.from_bytes(content[80:])
    PRIVATE.public_key().verify(encode_dss_signature(r, s), content[:48], ECDSA(SHA256()))
    with pytest.raises(InvalidSignature):
        PRIVATE.public_key().verify(encode_dss_signature(s, r), content[:48], ECDSA(SHA256()))
    assert content[36:48].rstrip(b"\0").decode() == "Ə. Əliyeva"


@pytest.mark.parametrize(
    ("full", "short"),
    [
        ("Aysel Rəhim qızı Quliyeva", "A. Quliyeva"),
        ("Aysel Quliyeva", "A. Quliyeva"),
        ("Məhəmmədəli Əbdülrəhmanzadə", "M. Əbdülr"),
        ("Tural", "Tural"),
        ("", ""),
        ("Əli oğlu", "Ə. oğlu"),
    ],
)
def test_a_name_is_shortened(full, short):
    assert short_name(full) == short
