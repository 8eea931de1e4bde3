"""The head of a registered non-commercial entity sees the Ministry of Justice's entry beside the tax register's (191, 9.8)."""

from datetime import date

import pytest

from tests.support.cabinets import KHAZAR
from tests.support.jobs import run_jobs
from webapp.cabinets import gateways
from webapp.core.clock import now
from webapp.ehis.api import NonCommercialEntity
from webapp.ehis.errors import NotInRegister

READ = "cabinets.read_register"


@pytest.fixture
def justice(monkeypatch):
    """The Ministry of Justice's register under control: who was asked about, and what it says."""
    asked = []

    def get(voen, *, purpose, asked_by, issue=None):
        asked.append(voen)
        if voen != KHAZAR:
            raise NotInRegister
        told = {"registration_number": "QK-2017-0001", "registered_on": date(2017, 5, 20), "status": "active"}
        known = {"name": "“Xəzər” İctimai Birliyi", "legal_form": "İctimai birlik", "address": "Bakı"}
        more = {"head_name": "Leyla Kamal qızı Əliyeva", "source": "ADLIYYE", "as_of": now()}
        return NonCommercialEntity(voen=voen, **told, **known, **more)

    monkeypatch.setattr(gateways.ehis, "get_non_commercial_entity", get)
    return asked


def test_the_head_of_a_union_sees_its_registration(leyla, registers, justice, database):
    registers.changes[KHAZAR] = {"legal_form": "İctimai birlik"}
    run_jobs(database, READ)
    words = leyla.get("/cabinet/organisation", expect=200).words
    assert "QK-2017-0001" in words
    assert "20 may 2017" in words
    assert justice == [KHAZAR]


def test_a_company_is_not_asked_about_at_the_ministry_of_justice(leyla, registers, justice, database):
    run_jobs(database, READ)
    assert "Ədliyyə Nazirliyi" not in leyla.get("/cabinet/organisation", expect=200).words
    assert justice == []
