"""Registering, versions, and what the database forbids."""

import hashlib

import pytest
from sqlalchemy import delete, text, update
from sqlalchemy.exc import DBAPIError

from webapp.core.errors import UnsupportedMedia
from webapp.core.ids import normal_public_id
from webapp.core.transaction import transaction
from webapp.documents.api import NoSuchDocument, add_version, pdf, register, registered, set_number, versions
from webapp.documents.models import DocumentVersion


def test_a_document_is_registered_once_and_keeps_its_token(paper):
    with transaction():
        again = register("test.paper", "1")
    assert again.token == paper.token == normal_public_id(paper.token)


def test_an_unknown_kind_is_a_defect(database, papers):
    with pytest.raises(LookupError), transaction():
        register("never.plugged", "1")


def test_versions_are_numbered_and_proved_by_their_hash(issued):
    paper, files = issued
    with transaction(read_only=True):
        found = versions(paper.token)
        assert [(version.n, version.label) for version in found] == [(1, "Tərtib edildi"), (2, "Göndərən imzaladı")]
        assert [version.sha256 for version in found] == [hashlib.sha256(content).hexdigest() for content in files]
        assert pdf(paper.token, 2) == files[1]
        with pytest.raises(NoSuchDocument):
            pdf(paper.token, 3)


def test_a_number_comes_later_than_the_token(paper):
    with transaction():
        set_number(paper.token, "AZ-2026-1")
        found = registered("test.paper", "1")
    assert found.number == "AZ-2026-1"
    with pytest.raises(NoSuchDocument), transaction():
        set_number("0" * 26, "AZ-2026-2")


@pytest.mark.parametrize(
    "change",
    [
        update(DocumentVersion).values(label="Başqa"),
        delete(DocumentVersion),
        text("TRUNCATE document_versions"),
    ],
    ids=["update", "delete", "truncate"],
)
def test_versions_only_ever_grow(issued, change):
    with pytest.raises(DBAPIError, match="append-only"), transaction() as session:
        session.execute(change)


def test_only_pdf_files_become_versions(paper):
    with pytest.raises(UnsupportedMedia), transaction():
        add_version(paper.token, b"<html>", label="Tərtib edildi")
