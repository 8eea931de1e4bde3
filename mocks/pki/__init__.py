"""Keys and certificates of the demo world: machines of the data exchange, citizens' e-signatures, time stamps, seals.

Everything is made once into one directory, by `ensure_pki`, and read from there by the portal and by every
counterparty. Two trees that do not trust each other, as in the field (RFC 5280):

- the machine authority `ca`, for mutual TLS and for signed messages of members of the exchange;
- the e-signature authority `esign-root` above `esign-issuing`, for people, for the portal's seal and for time stamps.

The broken ones (expired, revoked, untrusted, foreign) differ from a good one in that single respect, so that a
refusal of theirs proves exactly one check.
"""

from mocks.pki.layout import ensure_pki

__all__ = ["ensure_pki"]
