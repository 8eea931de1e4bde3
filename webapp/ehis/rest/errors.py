"""Refusals of r1: {type, message, detail} as JSON, or XML for who asks for it, named in `X-Road-Error`.

The header tells a failure of the exchange from an answer of the provider's own: without it a 404 is business.
"""

import json
from http import HTTPStatus
from typing import Final
from uuid import uuid4

from lxml import etree

from webapp.ehis.faults import SoapFault, parse_code
from webapp.ehis.reading import FAULT_TEXT_CAP, REFERENCE
from webapp.ehis.rest.answers import ERROR
from webapp.ehis.rest.message import RestAnswer

JSON_TYPE: Final = "application/json; charset=utf-8"
XML_TYPE: Final = "application/xml; charset=utf-8"
XML_NAMES: Final = ("application/xml", "text/xml")


def error_answer(code: str, message: str, *, detail: str | None = None, accept: str = "") -> RestAnswer:
    """Return the refusal `code` (`server.serverproxy.access_denied`). `detail` is a UUID for the log, never data."""
    said = {"type": code, "message": message, "detail": detail or str(uuid4())}
    status = HTTPStatus.INTERNAL_SERVER_ERROR if code.startswith("server.") else HTTPStatus.BAD_REQUEST
    wants_xml = any(name in accept for name in XML_NAMES) and "application/json" not in accept
    kind, body = (XML_TYPE, _xml(said)) if wants_xml else (JSON_TYPE, json.dumps(said, ensure_ascii=False).encode())
    return RestAnswer(status, (("Content-Type", kind), (ERROR, code)), body)


def read_error(answer: RestAnswer) -> SoapFault | None:
    """Return the refusal in `answer`, None when it has no X-Road-Error and so is the provider's own word."""
    code = answer.header(ERROR)
    if code is None:
        return None
    try:
        said = json.loads(answer.body)
    except ValueError:
        said = {}
    message, detail = (str(said.get(name, "")) if isinstance(said, dict) else "" for name in ("message", "detail"))
    return SoapFault(parse_code(code), message[:FAULT_TEXT_CAP], detail if REFERENCE.fullmatch(detail) else "")


def _xml(said: dict[str, str]) -> bytes:
    root = etree.Element("error")
    for name, text in said.items():
        etree.SubElement(root, name).text = text
    return etree.tostring(root, xml_declaration=True, encoding="UTF-8")
