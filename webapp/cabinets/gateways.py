"""Questions to the state registers about persons and organisations. Never called while a transaction is open."""

from typing import Final

from webapp.cabinets.parties import RegisterAnswer
from webapp.cabinets.rules import KIND_OF_REGISTER, Kind, short_name
from webapp.ehis import api as ehis
from webapp.ehis.api import Purpose
from webapp.ehis.errors import NotInRegister

NON_COMMERCIAL: Final = frozenset({"İctimai birlik", "Fond", "Hüquqi şəxslərin ittifaqı"})
"""Forms of entities that the Ministry of Justice registers (Civil Code, 43.6); their heads see that entry too (191, 9.8)."""


def ask(kind: str, number: str, *, asked_by: str) -> RegisterAnswer:
    """Return what the register of this kind of party says. Raises what `ehis.api` raises."""
    with ehis.anew():  # who renews a cabinet wants what stands in the register now
        if kind == Kind.PERSON:
            return _of_person(ehis.get_person(number, purpose=Purpose.CABINET, asked_by=asked_by))
        answer = _of_entity(ehis.get_legal_entity(number, purpose=Purpose.CABINET, asked_by=asked_by))
        if answer.facts["legal_form"] in NON_COMMERCIAL:
            answer.facts.update(_of_justice(number, asked_by))
        return answer


def name_of_invited(fin: str, *, asked_by: str) -> str | None:
    """Return the masked name of a living person for confirmation (Kamran H.), None for a deceased one.

    Raises what `ehis.api` raises, NotInRegister among it.
    """
    person = ehis.get_person(fin, purpose=Purpose.DELEGATION, asked_by=asked_by)
    return None if person.status == "deceased" else short_name(person.given_name, person.family_name)


def _of_justice(number: str, asked_by: str) -> dict[str, str]:
    """Return the entry of a non-commercial entity; nothing when the Ministry of Justice knows none under this VÖEN."""
    try:
        entity = ehis.get_non_commercial_entity(number, purpose=Purpose.CABINET, asked_by=asked_by)
    except NotInRegister:
        return {}
    return {
        "justice_number": entity.registration_number,
        "justice_registered_on": entity.registered_on.isoformat(),
        "justice_head": entity.head_name,
        "justice_status": entity.status,
    }


def _of_person(person: ehis.Person) -> RegisterAnswer:
    facts = {
        "birth_date": person.birth_date.isoformat(),
        "document_number": person.document_number,
        "document_valid_to": person.document_valid_to.isoformat(),
        "status": person.status,
    }
    return RegisterAnswer(person.full_name, person.address, person.source, person.as_of, facts=facts)


def _of_entity(entity: ehis.LegalEntity) -> RegisterAnswer:
    facts = {
        "legal_form": entity.legal_form,
        "head_name": entity.head_name,
        "head_position": entity.head_position,
        "registered_on": entity.registered_on.isoformat(),
        "status": entity.status,
    }
    kind = KIND_OF_REGISTER.get(entity.kind)
    return RegisterAnswer(entity.name, entity.address, entity.source, entity.as_of, kind, facts)
