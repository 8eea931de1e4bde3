"""XML from strangers: bounded, UTF-8, without DTD, entities, comments or processing instructions.

Comments are refused because `12345<!-- -->67890` reads as `12345` while the whole is what a signature covers;
a document type is refused before and after parsing, because another encoding hides it from a byte search.

Usual messages show in their bytes that most of this cannot be in them; only what is odd there is walked node by node.
"""

import re
from typing import Any, Final

from lxml import etree

from webapp.ehis import profile
from webapp.ehis.faults import Refused

DECLARATION: Final = re.compile(rb"\s*<\?xml\s[^>]{0,100}?encoding\s*=\s*[\"']([A-Za-z0-9._\-]{1,40})[\"']")
BOM: Final = b"\xef\xbb\xbf"
NAMESPACES_CAP: Final = 16
USUAL_START: Final = re.compile(
    rb"(?:\xef\xbb\xbf)?(?:<\?xml version=[\"']1\.0[\"'](?: encoding=[\"'](?:UTF|utf)-8[\"'])?\?>\s*)?(?=<[A-Za-z])"
)
TOO_DEEP_OR_WIDE: Final = etree.XPath(
    f"boolean({'/*' * (profile.DEPTH_CAP + 1)} | //*[@*[{profile.ATTRIBUTES_CAP + 1}]])", smart_strings=False
)


def parse_xml(raw: bytes, *, cap: int) -> etree._Element:
    """Return the root of `raw`. Raises Refused (`message_too_large`, `invalid_xml`) for anything but plain data."""
    if len(raw) > cap:
        raise Refused("message_too_large", f"more than {cap} bytes")
    _ensure_plain_utf8(raw)
    try:
        root = etree.fromstring(raw, _parser())
    except (etree.XMLSyntaxError, ValueError):
        raise Refused("invalid_xml", "not well-formed") from None
    if not _is_usual(raw, root):
        _ensure_plain_tree(root)
    return root


def _is_usual(raw: bytes, root: etree._Element) -> bool:
    """Whether bytes and tree show that `_ensure_plain_tree` would find nothing: no markup but elements, few, and shallow.

    The bytes are UTF-8, since they start so: nothing can hide in another encoding.
    """
    start = USUAL_START.match(raw)
    return (
        start is not None
        and b"<!" not in raw
        and raw.find(b"<?", start.end()) < 0
        and raw.count(b"xmlns") <= NAMESPACES_CAP
        and raw.count(b"<") <= profile.ELEMENTS_CAP
        and not TOO_DEEP_OR_WIDE(root)
    )


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
