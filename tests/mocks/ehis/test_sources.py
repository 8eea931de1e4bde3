"""What decision 615/2017, annex 2, and the charter of AYNA's system list of each source is in the source's schema.

A line: the item of the list, the schema's file, and the elements that carry the fields listed there, in their order.
"""

import pytest
from lxml import etree

from webapp.ehis.schema import FOLDER

XS = "{http://www.w3.org/2001/XMLSchema}"
LISTED = {
    "1.1 vergi": (
        "dvx",
        (
            "name head/fin head/name address commercial voen registeredOn status suspendedOn activity object/code "
            "object/address head/phone"
        ),
    ),
    "2.1 giriş-çıxış": (
        "din",
        (
            "familyName givenName patronymic citizenship document/kind document/number birthPlace birthDate address gender "
            "fin document/issuedOn document/validTo document/issuer"
        ),
    ),
    "2.2 yol polisi": (
        "dyp",
        (
            "certificateNumber plate make model type engineNumber year bodyNumber owner ownerName certificateIssuedOn "
            "certificateValidTo inspectedOn"
        ),
    ),
    "3.1 əmək": (
        "emek",
        (
            "number enteredOn employer/voen employer/name name address documentNumber serviceYears workplace mainWorkplace "
            "occupationCode position since until payment"
        ),
    ),
    "4.1.2 icarə": (
        "notariat",
        (
            "act/registeredOn validTo act/registerNumber act/office act/notary owner/number owner/name owner/address userName "
            "plate vehicle/make vehicle/engineNumber vehicle/year vehicle/certificateNumber"
        ),
    ),
    "4.1.3 etibarnamə": (
        "notariat",
        "representedName agent/givenName agent/patronymic agent/familyName agent/address agent/documentNumber powers",
    ),
    "4.2 qeyri-kommersiya": ("adliyye", "name legalForm address registeredOn registrationNumber head/name"),
    "6.1 daşınmaz əmlak": (
        "emdx",
        (
            "holderName kind address ownershipKind areaM2 sharePercent registerNumber registrationNumber registeredOn "
            "coOwner/name coOwner/sharePercent"
        ),
    ),
    "6.2 ünvan": ("emdx", "former current"),
    "7.2 tibbi müayinə": ("sehiyye", "examinedOn conclusion"),
    "8.1, 8.2 təhsil": (
        "tehsil",
        (
            "holderName number issuedOn institution speciality level country recognition/recognisedOn recognition/number "
            "recognition/adaptedSpeciality"
        ),
    ),
    "11.2 akkreditasiya": ("akkred", "holderName legalForm address number issuedOn validTo scope"),
    "Əsasnamə 5.2.6": ("dsx", "plate at point direction"),
    "Əsasnamə 5.2.7": ("dsmf", "hasDebt"),
    "Əsasnamə 5.2.8": ("isb", "kind concludedOn validFrom validTo"),
    "Əsasnamə 5.2.1, 5.2.2": ("hazirliq", "programme centre certificateNumber completedOn"),
    "118/2014, 22.1": ("dim", "voen body post since until"),
}


def paths(schema):
    """Return every path of elements, one deep and two deep, that types of the schema hold."""
    found = set()
    for element in schema.iter(f"{XS}element"):
        typed = element.get("type")
        named = schema.find(f"{XS}complexType[@name='{typed}']") if typed else None
        found.add(element.get("name"))
        for child in [*element.iter(f"{XS}element"), *(named.iter(f"{XS}element") if named is not None else ())]:
            found.add(f"{element.get('name')}/{child.get('name')}")
    return found


@pytest.mark.parametrize("item", LISTED)
def test_every_listed_field_of_the_source_has_its_element(item):
    name, elements = LISTED[item]

    assert set(elements.split()) <= paths(etree.parse(FOLDER / f"{name}.xsd").getroot())
