"""The counterparts of the house made to misbehave for a while, by their own switches."""

from contextlib import contextmanager
from urllib.parse import urlsplit

import httpx2

ADMIN = {"X-Admin-Token": "demo-admin"}
EHIS_ADMIN_ABOVE = 20


@contextmanager
def registers_down(house):
    """The registers answer nothing but a proxy's error."""
    admin = f"http://127.0.0.1:{urlsplit(house.ehis_url).port + EHIS_ADMIN_ABOVE}/admin/faults"
    with _switched(admin, {"fault": "http_502_html"}):
        yield


@contextmanager
def messages_down(house):
    """The counterpart of messages is out of service."""
    with _switched(f"{house.messaging_url}/admin/faults", {"name": "503"}):
        yield


def asked_to_sign(house, fin):
    """The requests that came to a person's telephone, oldest first."""
    received = httpx2.get(f"{house.signing_url}/admin/received", headers=ADMIN).raise_for_status().json()
    return [one for one in received if one["fin"] == fin]


@contextmanager
def _switched(address, fault):
    httpx2.post(address, headers=ADMIN, json=fault).raise_for_status()
    try:
        yield
    finally:
        httpx2.delete(address, headers=ADMIN).raise_for_status()
