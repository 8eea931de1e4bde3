"""The file of an issued document: printed and sealed after it was given, again after each change, never in between lost."""

import subprocess

import pytest
import zxingcpp
from PIL import Image

from tests.documents.situations import OFFICER, WHY, give
from tests.support.jobs import run_jobs, waiting_jobs
from webapp.core.transaction import transaction
from webapp.documents import api
from webapp.documents.jobs import print_document, print_missing
from webapp.documents.paper import scanned_address
from webapp.signing.api import SealUnavailable, validate_pdf

PRINT = "documents.print"


def read_by(folder, pdf, name, *options):
    place = folder / "card.pdf"
    place.write_bytes(pdf)
    return subprocess.run([name, *options, str(place), "-"], capture_output=True, text=True, check=True).stdout


def newest(token):
    with transaction(read_only=True):
        made = api.versions(token)
        return made, api.pdf(token, made[-1].n)


def test_the_file_is_printed_sealed_and_says_what_was_given(holders, database, phone, tmp_path):
    token = give(holders.firm)
    assert run_jobs(database, PRINT) == 1
    made, pdf = newest(token)
    assert [version.label for version in made] == ["Verilib"]
    text = read_by(tmp_path, pdf, "pdftotext", "-layout")
    for words in ("KT-000001", "10-AA-123", "“Xəzər Yük” MMC", "Yükgötürmə", "12 400 kq", "Qüvvədədir", token):
        assert words in text
    assert "DUBLİKAT" not in text
    assert b"<pdfuaid:part>1<" in pdf
    assert [report.valid for report in validate_pdf(pdf)] == [True]
    with transaction(read_only=True):
        assert api.card_facts(token).is_printed


def test_the_printed_code_is_read_from_the_page(holders, database, phone, tmp_path):
    token = give(holders.firm)
    run_jobs(database, PRINT)
    place = tmp_path / "card.pdf"
    place.write_bytes(newest(token)[1])
    subprocess.run(["pdftoppm", "-r", "150", "-png", str(place), str(tmp_path / "page")], check=True)
    with Image.open(next(tmp_path.glob("page*.png"))) as page:
        (code,) = zxingcpp.read_barcodes(page.convert("RGB"))
    with transaction(read_only=True):
        assert code.text == scanned_address(api.card_facts(token))


def test_changes_that_come_together_are_one_file_and_later_ones_another(holders, database, phone, tmp_path):
    token = give(holders.firm)
    with transaction():
        api.mark_duplicate(token, "İtirilib", OFFICER)
    assert len(waiting_jobs(database, PRINT)) == 1
    run_jobs(database, PRINT)
    with transaction():
        api.suspend(token, **WHY, until=None, actor=OFFICER)
    run_jobs(database, PRINT)
    made, pdf = newest(token)
    assert [version.label for version in made] == ["Dublikat verilib", "Qüvvəsi dayandırılıb"]
    text = read_by(tmp_path, pdf, "pdftotext", "-layout")
    for words in ("DUBLİKAT", "2 nömrəli nüsxə", "Qüvvəsi dayandırılıb"):
        assert words in text


def test_a_document_is_valid_while_the_time_stamp_is_away_and_gets_its_file_later(holders, database, phone):
    token = give(holders.firm)
    phone.fault("tsa-down")
    with pytest.raises(SealUnavailable):
        run_jobs(database, PRINT)
    with transaction(read_only=True):
        assert api.card_facts(token).status is api.Status.VALID
        assert api.versions(token) == []
    phone.service.reset()
    print_missing.run(timestamp=0)
    assert run_jobs(database, PRINT) == 1
    assert len(newest(token)[0]) == 1
    print_missing.run(timestamp=0)
    assert waiting_jobs(database, PRINT) == []


def test_a_job_told_twice_prints_once(holders, database, phone):
    token = give(holders.firm)
    run_jobs(database, PRINT)
    print_document.run(token=token)
    assert len(newest(token)[0]) == 1
