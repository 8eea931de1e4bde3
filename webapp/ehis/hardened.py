"""XML from strangers: bounded, UTF-8, without DTD, entities, comments or processing instructions.

Comments are refused because `12345<!-- -->67890` reads as `12345` while the whole is what a signature covers;
a document type is refused before and after parsing, because another encoding hides it from a byte search.
"""

import re
from typing import Any, Final

from lxml import etree

from webapp.ehis import profile
from webapp.ehis.faults import Refused

DECLARATION: Final = re.compile(rb"\s*<\?xml\s[^>]{0,100}?encoding\s*=\s*[\"']([A-Za-z0-9._\-]{1,40})[\"']")
BOM: Final = b"\xef\xbb\xbf"
NAMESPACES_CAP: Final = 16


def parse_xml(raw: bytes, *, cap: int) -> etree._Element:
    """Return the root of `raw`. Raises Refused (`message_too_large`, `invalid_xml`) for anything but plain data."""
    if len(raw) > cap:
        raise Refused("message_too_large", f"more than {cap} bytes")
    _ensure_plain_utf8(raw)
    try:
        root = etree.fromstring(raw, _parser())
    except (etree.XMLSyntaxError, ValueError):
        raise Refused("invalid_xml", "not well-formed") from None
    _ensure_plain_tree(root)
    return root


def _parser() -> etree.XMLParser:
    """Return a parser that resolves nothing and fetches nothing; one a call, because parsers keep error logs."""
    return etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, dtd_validation=False, huge_tree=False, recover=False
    )


def _ensure_plain_utf8(raw: bytes) -> None:
    body = raw.removeprefix(BOM)
    declared = DECLARATION.match(body)
    if declared and declared[1].lower() != b"utf-8":
        raise Refused("invalid_xml", "an encoding other than UTF-8")
    try:
        body.decode("utf-8")
    except UnicodeDecodeError:
        raise Refused("invalid_xml", "not UTF-8") from None
    if b"\x00" in body or b"<!DOCTYPE" in body or b"<!ENTITY" in body:
        raise Refused("invalid_xml", "a document type or a NUL")


def _ensure_plain_tree(root: etree._Element) -> None:
    """Raise Refused for a document type, for anything but elements, and for trees too deep, too wide or too large."""
    info: Any = root.getroottree().docinfo  # the stubs believe that both sets of definitions are always there
    if info.internalDTD is not None or info.externalDTD is not None:
        raise Refused("invalid_xml", "a document type")
    if any(True for _ in (*root.itersiblings(), *root.itersiblings(preceding=True))):
        raise Refused("invalid_xml", "a comment or processing instruction beside the root")
    depth = count = 0
    for event, node in etree.iterwalk(root, events=("start", "end", "comment", "pi")):
        if event in {"comment", "pi"} or not isinstance(node.tag, str):
            raise Refused("invalid_xml", "a comment, processing instruction or entity")
        if event == "end":
            depth -= 1
            continue
        depth, count = depth + 1, count + 1
        if depth > profile.DEPTH_CAP or count > profile.ELEMENTS_CAP or len(node.attrib) > profile.ATTRIBUTES_CAP:
            raise Refused("invalid_xml", "too deep, too many elements or attributes")
        if len(node.nsmap) > NAMESPACES_CAP:
            raise Refused("invalid_xml", "too many namespaces")
