"""Registers that say what a test wants, and people who act for organisations."""

from dataclasses import replace
from datetime import UTC, date, datetime

from mocks.people import ORGANISATIONS, person_by_fin
from tests.support.people import sign_in
from webapp.cabinets.api import party_by_number
from webapp.core.transaction import transaction
from webapp.ehis.api import LegalEntity, Person
from webapp.ehis.errors import NotInRegister, RegisterUnavailable

LEYLA, KAMRAN, AYSEL, ELVIN, ZAUR, RESHAD = "7LYL5H2", "4KMR8N3", "5AYS3L1", "3LVN6T9", "2ZAR9W1", "2RSD4K7"
KHAZAR, GOYCHAY = "9900010101", "9900010231"


class FakeRegisters:
    """The registers behind the exchange: right by default, silent or changed on request."""

    def __init__(self):
        self.silent = False
        self.changes = {}
        self.asked = []

    def get_person(self, fin, *, purpose, asked_by, issue=None):
        self._ask(fin, asked_by)
        demo = person_by_fin(fin)
        if demo is None:
            raise NotInRegister
        person = Person(
            fin=fin,
            given_name=demo.given_name,
            patronymic=demo.patronymic,
            family_name=demo.family_name,
            gender=demo.gender,
            birth_date=demo.birthdate,
            address="Bakı şəhəri, Nizami küçəsi 1",
            document_number="AA1234567",
            document_valid_to=date(2031, 5, 1),
            status="alive",
            source="AZ/GOV/DIN",
            as_of=datetime.now(UTC),
        )
        return replace(person, **self.changes.get(fin, {}))

    def get_legal_entity(self, voen, *, purpose, asked_by, issue=None):
        self._ask(voen, asked_by)
        demo = next((one for one in ORGANISATIONS if one.voen == voen), None)
        if demo is None:
            raise NotInRegister
        entity = LegalEntity(
            voen=voen,
            name=demo.name,
            legal_form="MMC",
            kind=demo.kind,
            address=demo.address,
            head_fin=LEYLA,
            head_name="Leyla Kamal qızı Əliyeva",
            head_position="Direktor",
            registered_on=date(2015, 3, 2),
            status="active",
            source="AZ/GOV/DVX",
            as_of=datetime.now(UTC),
        )
        return replace(entity, **self.changes.get(voen, {}))

    def _ask(self, number, asked_by):
        self.asked.append((number, asked_by))
        if self.silent:
            raise RegisterUnavailable("silent")


def party_id(number):
    with transaction(read_only=True):
        return party_by_number(number).id


def acting_for(client, fin, voen, **more):
    """Sign the person in and act for the organisation."""
    sign_in(client, fin, **more)
    return sign_in(client, fin, party=party_id(voen), **more)


def public_id(number):
    with transaction(read_only=True):
        return party_by_number(number).public_id
