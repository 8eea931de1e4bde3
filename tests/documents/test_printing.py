"""The printed form: letters, tags, archive form, a QR that a telephone reads."""

import subprocess

import pytest
import typst
import zxingcpp
from PIL import Image

from tests.documents.conftest import LETTERS
from webapp.documents.api import Evidence, qr_svg, render_pdf, verification_url

TOKEN = "7K3M9XQ2V8RT4WZ6YB1CDHJ5NP"


def tool(folder, pdf, name, *options):
    """What a tool of poppler says about the file."""
    place = folder / "paper.pdf"
    place.write_bytes(pdf)
    output = ["-"] if name == "pdftotext" else []
    return subprocess.run([name, *options, str(place), *output], capture_output=True, text=True, check=True).stdout


def test_every_azerbaijani_letter_comes_out_as_text(printed, tmp_path):
    text = tool(tmp_path, printed(), "pdftotext", "-layout")
    assert LETTERS.replace(" ", "") in text.replace(" ", "")
    assert "“Göyçay Meyvə” MMC" in text
    assert "Səhifə 1 / 2" in text


def test_the_pdf_is_tagged_titled_and_has_its_fonts_inside(printed, tmp_path):
    about = tool(tmp_path, printed(), "pdfinfo")
    assert "Tagged:          yes" in about
    assert "Title:           Yük qaiməsi AZ-1" in about
    fonts = tool(tmp_path, printed(), "pdffonts").splitlines()[2:]
    assert fonts
    assert all("NotoSans" in line and " yes yes yes " in line for line in fonts)


def test_the_pdf_declares_archive_and_accessible_form_and_its_language(printed):
    pdf = printed()
    assert b"<pdfaid:part>2<" in pdf
    assert b"<pdfuaid:part>1<" in pdf
    assert b"/Lang(az)" in pdf.replace(b" ", b"")


def test_a_telephone_reads_the_verification_address_from_the_page(app, database, printed, tmp_path):
    place = tmp_path / "paper.pdf"
    place.write_bytes(printed(TOKEN))
    subprocess.run(
        ["pdftoppm", "-r", "70", "-png", "-f", "1", "-l", "1", str(place), str(tmp_path / "page")], check=True
    )
    with Image.open(next(tmp_path.glob("page*.png"))) as page:
        (code,) = zxingcpp.read_barcodes(page.convert("RGB"))
        corners = code.position
    assert code.text == verification_url(TOKEN)
    width_mm = (corners.top_right.x - corners.top_left.x) / 70 * 25.4
    assert width_mm >= 30


def test_the_table_of_signatures_names_who_signed(printed, tmp_path):
    line = Evidence("Daşıyıcı", "Leyla Kamal qızı Əliyeva", "22 noyabr 2026, 14:25", "76F1F1A6512626B7D923")
    text = tool(tmp_path, printed(evidence=[line]), "pdftotext", "-layout")
    assert "Leyla Kamal qızı Əliyeva" in text
    assert "76F1 F1A6" in text
    assert "hələ imza yoxdur" not in text


def test_data_are_data_and_never_markup(printed, app, database):
    source = b'#let data = json(bytes(sys.inputs.data))\n#set document(title: "x")\n#set text(font: "Noto Sans")\n#data.words'
    assert render_pdf(source, {"words": '#panic("no") $x^2$ *bold* </script>'}).startswith(b"%PDF-1.7")


def test_a_template_that_does_not_fit_its_data_says_so(app, database):
    with pytest.raises(typst.TypstError):
        render_pdf(b"#json(bytes(sys.inputs.data)).missing", {})


def test_a_qr_code_is_a_picture_without_script():
    picture = qr_svg("https://kabinet.example/verify/x")
    assert picture.startswith("<svg")
    assert "script" not in picture
