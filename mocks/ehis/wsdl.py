"""The description of a service, WSDL 1.1, document/literal wrapped, with the headers of message protocol 4.0."""

from copy import deepcopy
from typing import Final

from lxml import etree

from mocks.ehis.central import PROVIDED
from mocks.ehis.hosting import Hosting
from mocks.ehis.reply import Reply
from webapp.ehis import profile
from webapp.ehis.ids import Member
from webapp.ehis.provider.wsdl import addressed
from webapp.ehis.schema import FOLDER

XML: Final = "text/xml; charset=UTF-8"
XS: Final = "http://www.w3.org/2001/XMLSchema"
TEMPLATE: Final = """\
<wsdl:definitions xmlns:wsdl="http://schemas.xmlsoap.org/wsdl/" xmlns:soap="http://schemas.xmlsoap.org/wsdl/soap/"
 xmlns:xroad="{xroad}" xmlns:tns="{namespace}" targetNamespace="{namespace}" name="{code}">
<wsdl:types/>
<wsdl:message name="headers">{parts}</wsdl:message>
<wsdl:message name="request"><wsdl:part name="body" element="tns:{code}"/></wsdl:message>
<wsdl:message name="answer"><wsdl:part name="body" element="tns:{code}Response"/></wsdl:message>
<wsdl:portType name="port"><wsdl:operation name="{code}">
<wsdl:input message="tns:request"/><wsdl:output message="tns:answer"/></wsdl:operation></wsdl:portType>
<wsdl:binding name="binding" type="tns:port">
<soap:binding style="document" transport="http://schemas.xmlsoap.org/soap/http"/>
<wsdl:operation name="{code}"><soap:operation soapAction=""/>
<wsdl:input><soap:body use="literal"/>{headers}</wsdl:input>
<wsdl:output><soap:body use="literal"/>{headers}</wsdl:output></wsdl:operation></wsdl:binding>
<wsdl:service name="{code}"><wsdl:port name="port" binding="tns:binding"><soap:address location="{address}"/></wsdl:port>
</wsdl:service></wsdl:definitions>"""
HEADERS: Final = ("client", "service", "userId", "id", "issue", "protocolVersion")


def description(hosting: Hosting, member: Member, target: str, host: str) -> Reply | None:
    """Return what stands at `/wsdl` (names) or `/wsdl/<service>`: the registers' and, asked of its gateway, the portal's.

    `host` is where this security server was called, the address to speak to. None when there is no such service.
    """
    if not target.startswith("/wsdl"):
        return None
    address, code = f"https://{host}/", target.removeprefix("/wsdl").strip("/")
    if code in service_names():
        return Reply(200, XML, wsdl_of(code, address=address))
    told = hosting.description(member, target) if member in hosting.hosted else None
    if target == "/wsdl":
        names = [*service_names(), *(told or b"").decode().split()]
        return Reply(200, "text/plain; charset=utf-8", "\n".join(names).encode())
    return Reply(200, XML, addressed(told, address)) if told else None


def service_names() -> tuple[str, ...]:
    """Return the codes of the services that are described."""
    return tuple(sorted(PROVIDED))


def wsdl_of(code: str, *, address: str) -> bytes:
    """Return the description of the service `code`, reachable at `address`; schemas stand inside it."""
    provided = PROVIDED[code]
    text = TEMPLATE.format(
        xroad=profile.XROAD,
        namespace=provided.namespace,
        code=code,
        address=address,
        parts="".join(f'<wsdl:part name="{name}" element="xroad:{name}"/>' for name in HEADERS),
        headers="".join(f'<soap:header message="tns:headers" part="{name}" use="literal"/>' for name in HEADERS),
    )
    root = etree.fromstring(text)
    types = root[0]
    types.append(_schema("identifiers"))
    types.append(_schema("xroad"))
    types.append(_whole_schema(provided.provider))
    return etree.tostring(root, xml_declaration=True, encoding="UTF-8")


def _whole_schema(provider: str) -> etree._Element:
    """Return the register's schema with what it includes put in its place."""
    schema = _schema(provider)
    include = schema.find(f"{{{XS}}}include")
    if include is not None:
        schema.remove(include)
    for definition in _schema("types"):
        if isinstance(definition.tag, str):
            schema.append(deepcopy(definition))
    return schema


def _schema(name: str) -> etree._Element:
    parser = etree.XMLParser(no_network=True, resolve_entities=False, remove_comments=True)
    root = etree.parse(FOLDER / f"{name.lower()}.xsd", parser).getroot()
    for imported in root.findall(f"{{{XS}}}import"):
        del imported.attrib["schemaLocation"]
    return root
