"""Messages to try things on: proper ones, and their parts."""

from lxml import etree

from webapp.ehis.envelope import Header, build_message
from webapp.ehis.ids import Client, Member, Service
from webapp.ehis.schema import namespace_of

DIN = Member("AZ", "GOV", "DIN")
US = Client(Member("AZ", "GOV", "AYNA"), "kabinet")
GET_PERSON = Service(DIN, "getPerson", "v1", "registers")
MESSAGE_ID = "0f0c2a8e-6a1d-4c7e-9a57-0f6f3a2b1c4d"


def header(**changes) -> Header:
    return Header(**{"client": US, "service": GET_PERSON, "message_id": MESSAGE_ID, "user_id": "AZ5AYS3L1"} | changes)


def body(name="getPerson", fin="5AYS3L1", provider="DIN"):
    namespace = namespace_of(provider)
    element = etree.Element(f"{{{namespace}}}{name}", nsmap={"r": namespace})
    etree.SubElement(element, f"{{{namespace}}}fin").text = fin
    return element


def request(**changes) -> bytes:
    return build_message(header(**changes), body())
