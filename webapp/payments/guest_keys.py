"""The key in a guest's address. It stands nowhere: it is made anew from our secret, the table has its digest alone."""

import base64

from webapp.core.crypto import blind_index, digest


def guest_key(public_id: str) -> str:
    """Return the unguessable key (256 bits, 43 characters) of the guest's page about the invoice."""
    return base64.urlsafe_b64encode(blind_index(public_id, purpose="payments-guest")).rstrip(b"=").decode()


def key_digest(key: str) -> bytes:
    """Return what the table has of a key."""
    return digest(key)
