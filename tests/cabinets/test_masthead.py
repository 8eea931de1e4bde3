"""The masthead says whom an official works for: the Agency, or the authority that gave the post."""

import pytest
from sqlalchemy import delete

from tests.support.people import sign_in
from webapp.auth.demo import BODIES
from webapp.auth.models import StaffPost
from webapp.core.transaction import transaction

POLICE = BODIES["road_police"]


def masthead(client):
    page = client.get("/office", expect=200)
    return next(one.findtext(".//bdi") for one in page.all("a") if one.get("class") == "identity")


def test_an_official_of_the_agency_reads_its_name(client):
    sign_in(client, "2ZAR9W1", office=True)
    assert masthead(client) == "AYNA"


@pytest.mark.parametrize(("gone", "read"), [(None, f"AYNA, {POLICE}"), ("inspector", POLICE)])
def test_an_official_of_another_authority_reads_its_name(client, gone, read):
    sign_in(client, "7FAQ6P2", office=True)
    with transaction() as session:
        session.execute(delete(StaffPost).where(StaffPost.role == gone))
    assert masthead(client) == read


def test_the_choice_and_the_first_page_name_the_authority_and_the_posts(client):
    sign_in(client, "8RNA7X9", office=True)
    archive = "Milli Arxiv İdarəsi: əməkdaşın iş yeri"

    choice = client.get("/cabinet/act-as", expect=200).words
    assert archive in choice
    assert "Məktublar üzrə əməkdaş" in choice
    assert "AYNA" not in choice
    assert archive in client.get("/office", expect=200).words.replace(" :", ":")  # the name is marked as Azerbaijani
