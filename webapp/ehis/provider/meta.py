"""Metaservices of X-Road: which services there are (listMethods), which the caller may call (allowedMethods), how they are called.

The security server knows which versions are live and who may call them; it names them in the header `X-Ehis-Methods`.
Between security servers a message is exactly one message and its signature, so the WSDL, which X-Road attaches,
stands Base64-encoded in the answer; the asker's own security server makes the attachment of it.
"""

from base64 import b64encode
from collections.abc import Mapping
from typing import Any, Final

from lxml import etree

from webapp.ehis import profile
from webapp.ehis.envelope import service_element
from webapp.ehis.faults import Refused
from webapp.ehis.ids import Service
from webapp.ehis.provider.openapi import openapi_of
from webapp.ehis.provider.service import ProvidedService, provided, provided_service
from webapp.ehis.provider.wsdl import wsdl_of

LISTS: Final = ("listMethods", "allowedMethods")
METHODS_HEADER: Final = "X-Ehis-Methods"


def named_services(said: str | None) -> tuple[ProvidedService, ...]:
    """Return the services that the security server names in its header: all that we have when it names none at all."""
    if said is None:
        return provided()
    names = {name.strip() for name in said.split(",")}
    return tuple(one for one in provided() if f"{one.code}/{one.version}" in names)


def soap_answer(code: str, body: etree._Element, methods: str | None) -> etree._Element:
    """Return the body that answers the SOAP metaservice `code`. Raises Refused (`unknown_service`, `invalid_body`)."""
    answer = etree.Element(_xroad(f"{code}Response"), nsmap=profile.PREFIXES)
    if code in LISTS:
        answer.extend(service_element(one.service) for one in named_services(methods))
        return answer
    if code != "getWsdl":
        raise Refused("unknown_service", "this metaservice is asked by REST")
    service = _wanted(body.findtext(_xroad("serviceCode")), body.findtext(_xroad("serviceVersion")), methods)
    for name, text in (
        ("serviceCode", service.code),
        ("serviceVersion", service.version),
        ("wsdl", b64encode(wsdl_of(service)).decode()),
    ):
        etree.SubElement(answer, _xroad(name)).text = text
    return answer


def rest_answer(code: str, texts: Mapping[str, str], methods: str | None) -> dict[str, Any]:
    """Return what answers the REST metaservice `code`. Raises Refused (`unknown_service`)."""
    if code in LISTS:
        return {"service": [_listed(one.service) for one in named_services(methods)]}
    if code != "getOpenAPI":
        raise Refused("unknown_service", "this metaservice is asked by SOAP")
    return openapi_of(_wanted(texts.get("serviceCode"), texts.get("serviceVersion"), methods))


def _wanted(code: str | None, version: str | None, methods: str | None) -> ProvidedService:
    service = provided_service(code or "", version)
    if service is None or (methods is not None and service not in named_services(methods)):
        raise Refused("unknown_service", "no such service")
    return service


def _listed(service: Service) -> dict[str, Any]:
    """Return a service as the REST list of X-Road writes it."""
    return {
        "object_type": "SERVICE",
        "xroad_instance": service.member.instance,
        "member_class": service.member.member_class,
        "member_code": service.member.code,
        "subsystem_code": service.subsystem,
        "service_code": service.code,
        "service_type": "OPENAPI",
        "endpoint_list": [{"method": method, "path": "/"} for method in ("GET", "POST")],
    }


def _xroad(name: str) -> str:
    return f"{{{profile.XROAD}}}{name}"
