"""Our dialect of the exchange, in one file, so that another one can be put in its place.

The Cabinet's decision 118/2014 fixes the rules (annex 2), but no public wire specification exists. We speak
X-Road's SOAP message protocol 4.0; names, sizes, algorithms and namespaces stand here and nowhere else.
"""

from datetime import timedelta
from typing import Final

INSTANCE: Final = "AZ"
OUR_CLASS: Final = "GOV"
OUR_CODE: Final = "AYNA"
OUR_SUBSYSTEM: Final = "kabinet"

SOAP: Final = "http://schemas.xmlsoap.org/soap/envelope/"
XROAD: Final = "http://x-road.eu/xsd/xroad.xsd"
IDENTIFIERS: Final = "http://x-road.eu/xsd/identifiers"
DSIG: Final = "http://www.w3.org/2000/09/xmldsig#"
XADES: Final = "http://uri.etsi.org/01903/v1.3.2#"
PREFIXES: Final = {"soap": SOAP, "xroad": XROAD, "id": IDENTIFIERS}

PROTOCOL_VERSION: Final = "4.0"
HEADER_NAMES: Final = ("client", "service", "userId", "id", "issue", "protocolVersion", "requestHash")
MANDATORY_HEADERS: Final = ("client", "service", "id", "protocolVersion")

REQUEST_CAP: Final = 10_240
"""Bytes of one unsigned SOAP request: clause 5.2, 10 kB. The signature travels beside it and is not counted."""
REQUEST_WIRE_CAP: Final = 16_384
"""Bytes of a request on the wire, both MIME parts together."""
ANSWER_CAP: Final = 262_144
"""Bytes of an answer on the wire. The decision sets none; this is ours, against floods."""
SIGNATURE_CAP: Final = 8_192

DEPTH_CAP: Final = 32
ELEMENTS_CAP: Final = 10_000
ATTRIBUTES_CAP: Final = 8

MESSAGE_TYPE: Final = "text/xml; charset=UTF-8"
SIGNATURE_TYPE: Final = "signature/bdoc-1.0/ts"
MULTIPART_TYPE: Final = "multipart/mixed"
MESSAGE_URI: Final = "/message.xml"
SIGNED_PROPERTIES_ID: Final = "signed-properties"
SIGNED_PROPERTIES_TYPE: Final = "http://uri.etsi.org/01903#SignedProperties"

CANONICALIZATION: Final = "http://www.w3.org/2001/10/xml-exc-c14n#"
DIGEST: Final = "http://www.w3.org/2001/04/xmlenc#sha512"
ECDSA_SIGNATURE: Final = "http://www.w3.org/2001/04/xmldsig-more#ecdsa-sha512"
RSA_SIGNATURE: Final = "http://www.w3.org/2001/04/xmldsig-more#rsa-sha512"
RSA_LEAST_BITS: Final = 2048

CLOCK_WINDOW: Final = timedelta(seconds=300)
"""How far SigningTime may lie from our clock: with the replay store it is the defence of clause 6.2.4."""
