"""WSDL 1.1 of a service: document/literal wrapped, with the headers of message protocol 4.0. Schemas stand inside."""

from typing import Final
from xml.sax.saxutils import escape

from lxml import etree

from webapp.ehis import profile
from webapp.ehis.provider.service import NAMESPACE, ProvidedService
from webapp.ehis.provider.xsd import XS, schema_element
from webapp.ehis.schema import FOLDER

NEUTRAL_ADDRESS: Final = "http://example.org/xroad-endpoint"
"""Where a service is, says nobody's description: each caller speaks to its own security server (getWsdl of X-Road)."""

SOAP_BINDING: Final = "http://schemas.xmlsoap.org/wsdl/soap/"
HEADERS: Final = ("client", "service", "userId", "id", "issue", "protocolVersion")
TEMPLATE: Final = """\
<wsdl:definitions xmlns:wsdl="http://schemas.xmlsoap.org/wsdl/" xmlns:soap="{soap}" xmlns:xroad="{xroad}"
 xmlns:tns="{namespace}" targetNamespace="{namespace}" name="{code}">
<wsdl:documentation>{summary}</wsdl:documentation>
<wsdl:types/>
<wsdl:message name="headers">{parts}</wsdl:message>
<wsdl:message name="{code}"><wsdl:part name="body" element="tns:{code}"/></wsdl:message>
<wsdl:message name="{code}Response"><wsdl:part name="body" element="tns:{code}Response"/></wsdl:message>
<wsdl:portType name="{code}PortType"><wsdl:operation name="{code}">
<wsdl:documentation><xroad:title>{title}</xroad:title></wsdl:documentation>
<wsdl:input message="tns:{code}"/><wsdl:output message="tns:{code}Response"/></wsdl:operation></wsdl:portType>
<wsdl:binding name="{code}Binding" type="tns:{code}PortType">
<soap:binding style="document" transport="http://schemas.xmlsoap.org/soap/http"/>
<wsdl:operation name="{code}"><soap:operation soapAction="" style="document"/><xroad:version>{version}</xroad:version>
<wsdl:input><soap:body parts="body" use="literal"/>{headers}</wsdl:input>
<wsdl:output><soap:body parts="body" use="literal"/>{headers}</wsdl:output></wsdl:operation></wsdl:binding>
<wsdl:service name="{code}Service"><wsdl:port name="{code}Port" binding="tns:{code}Binding">
<soap:address location="{address}"/></wsdl:port></wsdl:service></wsdl:definitions>"""


def wsdl_of(service: ProvidedService) -> bytes:
    """Return the description of `service`, at the neutral address."""
    text = TEMPLATE.format(
        soap=SOAP_BINDING,
        xroad=profile.XROAD,
        namespace=NAMESPACE,
        code=service.code,
        version=service.version,
        title=escape(service.title),
        summary=escape(f"{service.summary} {service.legal_basis}"),
        address=NEUTRAL_ADDRESS,
        parts="".join(f'<wsdl:part name="{name}" element="xroad:{name}"/>' for name in HEADERS),
        headers="".join(f'<soap:header message="tns:headers" part="{name}" use="literal"/>' for name in HEADERS),
    )
    root = etree.fromstring(text)
    types = root[1]
    for name in ("identifiers", "xroad"):
        types.append(_schema(name))
    types.append(schema_element(service))
    etree.indent(root)
    return etree.tostring(root, xml_declaration=True, encoding="UTF-8")


def addressed(wsdl: bytes, address: str) -> bytes:
    """Return `wsdl` with `address` as the place to speak to: the reader's own security server.

    Raises lxml's XMLSyntaxError for what is no XML.
    """
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False)
    root = etree.fromstring(wsdl, parser)
    for place in root.iter(f"{{{SOAP_BINDING}}}address"):
        place.set("location", address)
    return etree.tostring(root, xml_declaration=True, encoding="UTF-8")


def _schema(name: str) -> etree._Element:
    parser = etree.XMLParser(no_network=True, resolve_entities=False, remove_comments=True)
    root = etree.parse(FOLDER / f"{name}.xsd", parser).getroot()
    for imported in root.findall(f"{{{XS}}}import"):
        del imported.attrib["schemaLocation"]
    return root
