"""Stored files: sniffed, capped, proved unchanged; the same rules in a folder and in a bucket."""

import pytest

from webapp.core import files
from webapp.core.errors import NotFound, TooLarge, Unavailable, UnsupportedMedia
from webapp.core.files import PDF

MINIMAL = b"%PDF-1.7\n1 0 obj<<>>endobj\ntrailer<<>>\n%%EOF"


@pytest.fixture
def folder(tmp_path):
    before = list(files._storage)
    files.install_storage(files.Folder(tmp_path))
    yield tmp_path
    files._storage[:] = before


@pytest.fixture
def bucket(monkeypatch):
    moto = pytest.importorskip("moto")
    monkeypatch.setenv("AWS_ACCESS_KEY_ID", "demo")
    monkeypatch.setenv("AWS_SECRET_ACCESS_KEY", "demo")
    with moto.mock_aws():
        store = files.open_storage("s3://papers?region=us-east-1")
        store.client.create_bucket(Bucket="papers")
        yield store


def test_a_file_comes_back_as_it_was_and_its_name_is_never_a_path(opened, folder):
    row = files.store(MINIMAL, name="../../etc/qaimə.pdf", allowed=frozenset({PDF}))

    assert files.read(row.id) == MINIMAL
    assert row.content_type == PDF
    assert "/" not in row.name
    assert [p.name for p in folder.rglob("*") if p.is_file()] == [row.key]


def test_the_bytes_say_what_a_file_is_not_its_name(opened, folder):
    with pytest.raises(UnsupportedMedia):
        files.store(b"MZ\x90\x00" + bytes(300), name="qaimə.pdf", allowed=frozenset({PDF}))


def test_a_file_over_the_limit_is_refused(opened, folder):
    with pytest.raises(TooLarge):
        files.store(MINIMAL, name="a.pdf", allowed=frozenset({PDF}), limit=10)


def test_a_changed_or_missing_file_is_not_given_out(opened, folder):
    row = files.store(MINIMAL, name="a.pdf", allowed=frozenset({PDF}))
    place = next(p for p in folder.rglob("*") if p.is_file())
    place.write_bytes(MINIMAL + b" ")
    with pytest.raises(Unavailable):
        files.read(row.id)
    place.unlink()
    with pytest.raises(Unavailable):
        files.read(row.id)
    with pytest.raises(NotFound):
        files.read(row.id + 1000)


def test_a_bucket_keeps_the_same_bytes(bucket):
    bucket.put("key", MINIMAL)

    assert bucket.get("key") == MINIMAL
    with pytest.raises(KeyError):
        bucket.get("other")


def test_an_unknown_kind_of_storage_is_refused_at_start():
    with pytest.raises(ValueError, match="ftp"):
        files.open_storage("ftp://somewhere")


def test_a_store_that_takes_nothing_is_unavailable_and_no_row_is_written(opened, folder):
    kept = files.store(MINIMAL, name="qaimə.pdf", allowed=frozenset({PDF}))
    away = folder.with_name("away")
    folder.rename(away)
    folder.write_bytes(b"")
    with pytest.raises(Unavailable):
        files.store(MINIMAL, name="qaimə.pdf", allowed=frozenset({PDF}))
    with pytest.raises(Unavailable):
        files.read(kept.id)

    folder.unlink()
    away.rename(folder)
    assert files.read(kept.id) == MINIMAL
