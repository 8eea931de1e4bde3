"""XML from strangers, read as plain data: no document type, no entities, nothing fetched, a bounded size."""

from lxml import etree


class NotPlainXml(ValueError):
    """The bytes are no XML that we read."""


def plain_xml(raw: bytes, *, cap: int) -> etree._Element:
    """Return the root of `raw`. Raises NotPlainXml for what is not well-formed, too large, or brings a document type."""
    if len(raw) > cap:
        raise NotPlainXml("too large")
    try:
        parser = etree.XMLParser(
            resolve_entities=False,
            no_network=True,
            load_dtd=False,
            huge_tree=False,
            remove_comments=True,
            remove_pis=True,
        )
        root = etree.fromstring(raw, parser)
    except (etree.XMLSyntaxError, ValueError) as error:
        raise NotPlainXml(str(error)) from None
    document = root.getroottree().docinfo
    if document.internalDTD is not None or document.doctype:
        raise NotPlainXml("a document type")
    return root
