"""What may be kept and what is refused, with which words: by what the file is, never by what it is called."""

import io
import random
import socket
import struct
import threading
import zipfile
import zlib
from contextlib import suppress

import pikepdf
import pytest
from PIL import Image
from pillow_heif import from_pillow

from tests.attachments import papers
from webapp.attachments import errors
from webapp.attachments.gateways import found_by_clamav
from webapp.attachments.intake import inspect
from webapp.attachments.rules import MOST_BYTES, clean_name

EICAR = b"X5O!P%@AP[4\\PZX54(P^)7CC)7}$EICAR-STANDARD-ANTIVIRUS-TEST-FILE!$H+H*"


@pytest.fixture(autouse=True)
def context(app):
    with app.app_context():
        yield


def picture(kind="PNG", size=(60, 40), **more):
    out = io.BytesIO()
    Image.new("RGB", size, "white").save(out, kind, **more)
    return out.getvalue()


def heic():
    out = io.BytesIO()
    from_pillow(Image.new("RGB", (64, 64), "white")).save(out)
    return out.getvalue()


def png_that_says(width, height):
    """A few bytes that claim to be a huge picture."""
    head = b"IHDR" + struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    data = b"IDAT" + zlib.compress(b"\0" * 100)
    chunks = b"".join(
        struct.pack(">I", len(c) - 4) + c + struct.pack(">I", zlib.crc32(c)) for c in (head, data, b"IEND")
    )
    return b"\x89PNG\r\n\x1a\n" + chunks


def with_script(document):
    document.Root.OpenAction = pikepdf.Dictionary(S=pikepdf.Name.JavaScript, JS="app.alert(1)")


def with_script_of_a_page(document):
    action = document.make_indirect(pikepdf.Dictionary(S=pikepdf.Name.Launch, F="cmd.exe"))
    document.pages[0].obj.AA = pikepdf.Dictionary(O=action)


def with_file(document):
    document.attachments["a.exe"] = pikepdf.AttachedFileSpec(document, b"MZ")


def with_forms(document):
    document.Root.AcroForm = pikepdf.Dictionary(Fields=pikepdf.Array(), XFA="<xdp/>")


def bomb(size=2**31):
    """A PDF whose table of objects unpacks to two gigabytes."""
    block = 2**24
    packer = zlib.compressobj(9)
    first = packer.compress(b"\0" * block) + packer.flush(zlib.Z_FULL_FLUSH)
    again = packer.compress(b"\0" * block) + packer.flush(zlib.Z_FULL_FLUSH)
    end = b"\x03\x00" + struct.pack(">I", (size % 65521) << 16 | 1)
    stream = first + again * (size // block - 1) + end
    head = b"<< /Type /XRef /Size 2 /W [1 8 2] /Root 1 0 R /Filter /FlateDecode /Length %d >>" % len(stream)
    body = b"%PDF-1.5\n1 0 obj\n" + head + b"\nstream\n" + stream + b"\nendstream\nendobj\nstartxref\n9\n%%EOF"
    assert zlib.decompressobj().decompress(stream, 10) == b"\0" * 10
    assert len(body) < MOST_BYTES
    return body


def archive():
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as packed:
        packed.writestr("a.class", b"\xca\xfe\xba\xbe")
    return out.getvalue()


ENCRYPTED = pikepdf.Encryption(owner="o", user="u")
REFUSED = {
    "nothing": (b"", errors.EmptyFile),
    "a program": (b"MZ\x90\x00" + b"\0" * 600, errors.WrongType),
    "text": ("Salam, bu sənəddir.".encode(), errors.WrongType),
    "a page with a script": (b"<html><script>alert(1)</script>%PDF-1.4", errors.WrongType),
    "a vector drawing": (b"<svg xmlns='http://www.w3.org/2000/svg'/>", errors.WrongType),
    "an archive": (archive(), errors.WrongType),
    "a PDF that is an archive too": (papers.pdf() + archive(), errors.WrongType),
    "a picture that is an archive too": (picture("JPEG") + archive(), errors.WrongType),
    "what scanners must find": (EICAR, errors.Infected),
    "that in a PDF": (papers.pdf() + b"\n" + EICAR, errors.Infected),
    "more than ten megabytes": (b"%PDF-1.7" + b"0" * MOST_BYTES, errors.FileTooLarge),
    "a PDF behind a password": (papers.pdf(encryption=ENCRYPTED), errors.EncryptedFile),
    "a PDF with a script": (papers.pdf(change=with_script), errors.ActiveContent),
    "a PDF that starts programs": (papers.pdf(change=with_script_of_a_page), errors.ActiveContent),
    "a PDF with a file in it": (papers.pdf(change=with_file), errors.ActiveContent),
    "a PDF with a form of another kind": (papers.pdf(change=with_forms), errors.ActiveContent),
    "a broken PDF": (b"%PDF-1.7\nnothing more", errors.DamagedFile),
    "half a picture's head": (picture()[:20], errors.DamagedFile),
    "30,000 by 30,000 points": (png_that_says(30_000, 30_000), errors.PictureTooLarge),
    "a long strip": (png_that_says(200_000, 10), errors.PictureTooLarge),
    "51 pages": (papers.pdf(51), errors.TooManyPages),
}


@pytest.mark.parametrize("what", REFUSED)
def test_refused_with_its_own_words(what):
    content, refusal = REFUSED[what]
    with pytest.raises(refusal):
        inspect(content)


def test_ten_thousand_pages_are_refused():
    with pytest.raises(errors.TooManyPages):
        inspect(papers.pdf(10_000))


def test_a_bomb_takes_its_own_process_and_nothing_else():
    with pytest.raises(errors.RefusedFile):
        inspect(bomb())


@pytest.mark.parametrize(
    ("content", "media", "pages"),
    [
        (papers.pdf(50), "application/pdf", 50),
        (picture("PNG"), "image/png", 1),
        (picture("JPEG"), "image/jpeg", 1),
        (heic(), "image/heic", 1),
    ],
    ids=["pdf", "png", "jpeg", "heic"],
)
def test_kept_as_what_it_is(content, media, pages):
    found = inspect(content)
    assert (found.media_type, found.pages) == (media, pages)


@pytest.mark.parametrize(
    "content", [papers.pdf(3), picture("PNG"), picture("JPEG"), heic()], ids=["pdf", "png", "jpeg", "heic"]
)
def test_whatever_is_broken_in_a_file_it_is_kept_or_refused(content):
    chance = random.Random(4)  # noqa: S311 - the same slips with every run
    for _ in range(5):
        broken = bytearray(content)
        for _ in range(chance.randint(1, 40)):
            broken[chance.randrange(12, len(broken))] = chance.randrange(256)
        with suppress(errors.RefusedFile):
            assert inspect(bytes(broken)).pages


@pytest.mark.parametrize(
    ("given", "kept"),
    [
        ("../../etc/passwd", "passwd.pdf"),
        ("C:\\Sənədlər\\vəsiqə.pdf", "vəsiqə.pdf"),
        ("qaimə.pdf.exe", "qaimə.pdf"),
        ("ad\u202efdp.exe", "adfdp.pdf"),
        ('a"b\r\nSet-Cookie: x.pdf', "a bSet-Cookie x.pdf"),
        ("", "sened.pdf"),
        ("...", "sened.pdf"),
        ("ə" * 300, "ə" * 100 + ".pdf"),
    ],
)
def test_a_name_is_cleaned(given, kept):
    assert clean_name(given, "application/pdf") == kept


@pytest.fixture
def scanner():
    """A virus scanner that speaks INSTREAM and knows one word."""
    listener = socket.create_server(("127.0.0.1", 0))

    def serve():
        line, _ = listener.accept()
        with line, line.makefile("rb") as sent:
            assert sent.read(10) == b"zINSTREAM\0"
            content = b""
            while length := struct.unpack("!L", sent.read(4))[0]:
                content += sent.read(length)
            line.sendall(b"stream: Bad-Word FOUND\0" if b"bad" in content else b"stream: OK\0")

    thread = threading.Thread(target=serve, daemon=True)
    thread.start()
    yield f"127.0.0.1:{listener.getsockname()[1]}"
    thread.join(5)
    listener.close()


@pytest.mark.parametrize(("content", "known"), [(b"good" * 40_000, False), (b"a bad thing", True)])
def test_a_scanner_is_asked_where_there_is_one(scanner, content, known):
    assert found_by_clamav(content, scanner) is known


def test_without_its_verdict_nothing_is_kept():
    with pytest.raises(errors.CheckUnavailable):
        found_by_clamav(b"x", "127.0.0.1:9")
