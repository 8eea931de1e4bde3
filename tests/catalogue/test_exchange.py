"""The register of e-services as a service of the exchange: what it answers, and that nobody may ask without a contract."""

import pytest

from tests.catalogue.conftest import SAID
from webapp.catalogue.exchange import ServiceRegister, service_register
from webapp.catalogue.rules import Request
from webapp.core.transaction import transaction
from webapp.ehis.directory.queries import rights
from webapp.ehis.directory.seed import AGENCY, NOT_FOR_THE_AGENCY, SERVICES, seed_directory
from webapp.ehis.offer import NotFound
from webapp.ehis.provider.service import provided_service

CALLER = None  # the register is open: who asks makes no difference


def asked(code):
    return service_register(ServiceRegister(code), CALLER).answer


def test_an_entry_is_found_by_its_number_its_place_in_the_list_and_after_it_was_cancelled(world):
    with transaction():
        number = world.registered().number
        found = asked(number)
        assert (found.name, found.number, found.state, found.kind) == (
            SAID["name"],
            number,
            "registered",
            "informative",
        )
        assert (found.authority, found.place) == (SAID["body"], SAID["place"])
        listed = asked("17.2")
        assert (listed.number, listed.list_number, listed.state) == (None, "17.2", "listed")
        world.accept(world.applied(Request.CANCEL, number=number))
        assert asked(number).state == "cancelled"
        assert asked(number).cancelled_at is not None


def test_what_is_not_there_or_protected_is_not_told(world):
    with transaction():
        hidden = world.entry(world.accept(world.applied(), protected=True)).number
        for code in ("ER-999999", "x", hidden):
            with pytest.raises(NotFound):
                asked(code)


def test_the_agency_has_exactly_the_rights_of_its_contract(app, database):
    with app.app_context(), transaction():
        seed_directory()
        assert {right.service for right in rights(client=AGENCY)} == set(SERVICES) - {NOT_FOR_THE_AGENCY}
    assert "serviceRegister" not in SERVICES
    assert provided_service("serviceRegister").title == "Elektron xidmətlər reyestri"
