"""What is read from copies, how exactly, and that nothing is believed for being read: synthetic papers, made here."""

import io

import pytest
from PIL import Image

from tests.attachments import papers
from tests.attachments.conftest import CERTIFICATE
from webapp.attachments.fields import day, number, voen
from webapp.attachments.reading import read, recognising
from webapp.attachments.reading.values import NOT_INSTALLED, NOTHING_THERE, Wanted

SAID = {
    "number": "123456",
    "voen": "1401555071",
    "plate": "90-AB-417",
    "issued_on": "2024-03-14",
    "holder": "Əliyev Şəmsəddin",
}
MOST_WRONG = 0.03
INK_APART = 25  # thousandths of the page by which a marked place may miss the print


def reading(content, media="image/jpeg", *, recognise=True):
    return read(Wanted(content, media, CERTIFICATE.patterns, recognise))


def values(found):
    return {field.code: field.value for field in found.fields}


def errors_in(text, truth):
    """The share of letters that are wrong (edit distance)."""
    a, b = " ".join(text.split()), " ".join(truth.split())
    row = list(range(len(b) + 1))
    for i, one in enumerate(a, 1):
        above, row = row, [i]
        for j, other in enumerate(b, 1):
            row.append(min(above[j] + 1, row[-1] + 1, above[j - 1] + (one != other)))
    return row[-1] / len(b)


@pytest.fixture(
    scope="module",
    params=[(papers.scanned, "sans"), (papers.scanned, "serif"), (papers.photographed, "sans")],
    ids=["scan-sans", "scan-serif", "phone-sans"],
)
def paper(request):
    make, font = request.param
    return reading(make(font=font))


def test_the_fields_are_what_the_paper_says(paper):
    found = values(paper)
    assert {code: found.get(code) for code in SAID} == SAID


def test_few_letters_are_wrong(paper):
    assert errors_in(paper.text, papers.CERTIFICATE) < MOST_WRONG


def test_each_field_is_marked_where_it_stands(paper):
    place = {field.code: field.box for field in paper.fields}
    line = (180 + 7 * 72) * 1000 / papers.A4[1]  # the eighth line of the paper
    assert abs(place["voen"].top - line) < INK_APART
    assert place["number"].top < place["voen"].top < place["issued_on"].top


def test_a_fin_is_a_hint_whatever_the_reader_says(paper):
    hints = {pattern.code for pattern in CERTIFICATE.patterns if pattern.hint}
    assert hints == {"fin"}


def test_a_pdf_with_text_is_read_without_the_reader(monkeypatch):
    monkeypatch.setattr(recognising, "is_installed", lambda: False)
    found = reading(papers.typeset(), "application/pdf")
    assert (found.reader, values(found)["number"], values(found)["holder"]) == ("pdf", "123456", "Əliyev Şəmsəddin")
    assert "Rəqəmsal İnkişaf" in found.text


def test_scanned_pages_in_a_pdf_are_read():
    out = io.BytesIO()
    papers.drawn().convert("RGB").save(out, "PDF", resolution=200)
    found = reading(out.getvalue(), "application/pdf")
    assert found.reader == "tesseract"
    assert {code: values(found).get(code) for code in SAID} == SAID


def test_without_the_reader_the_pages_are_drawn_and_the_person_is_told(monkeypatch, scan):
    monkeypatch.setattr(recognising, "is_installed", lambda: False)
    found = reading(scan)
    assert (found.trouble, found.text, len(found.pages)) == (NOT_INSTALLED, "", 1)


def test_an_empty_page_has_no_text():
    assert reading(papers.jpeg(Image.new("L", (800, 1100), 255))).trouble == NOTHING_THERE


def test_what_is_shown_tells_no_place_and_no_camera():
    exif = Image.Exif()
    exif[0x010F] = "Camera"
    exif.get_ifd(0x8825).update({1: "N", 2: (40.0, 22.0, 39.0)})
    shot = papers.jpeg(papers.drawn(), exif=exif)
    assert b"Camera" in shot
    [page] = reading(shot, recognise=False).pages
    with Image.open(io.BytesIO(page.jpeg)) as shown:
        assert not shown.getexif()
        assert not {"exif", "xmp", "comment"} & set(shown.info)


@pytest.mark.parametrize(
    ("check", "read_as", "value"),
    [
        (voen, "14O1555O7l", "1401555071"),
        (voen, "1401555081", None),
        (day, "14 mart 2024", "2024-03-14"),
        (day, "«l4» MART 2024", "2024-03-14"),
        (day, "31.02.2024", None),
        (day, "14.O3.2O24", "2024-03-14"),
        (number, "AB 12-34/5.", "AB12-34/5"),
        (number, "yoxdur", None),
    ],
)
def test_a_slip_is_put_right_only_where_shape_and_check_agree(check, read_as, value):
    assert check(read_as) == value
