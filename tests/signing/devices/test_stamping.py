"""The time-stamp authority states when a phone's signature was there (RFC 3161)."""

import hashlib
from dataclasses import replace

import pytest
from asn1crypto import cms, tsp

from webapp.signing.api import SealUnavailable, time_stamp


@pytest.mark.usefixtures("phone")
def test_a_digest_is_stamped(app):
    digest = hashlib.sha256(b"signature").digest()
    with app.app_context():
        token = cms.ContentInfo.load(time_stamp(digest))
    stated = token["content"]["encap_content_info"]["content"].parsed
    assert isinstance(stated, tsp.TSTInfo)
    assert stated["message_imprint"]["hashed_message"].native == digest


def test_without_the_authority_it_is_asked_again_later(app, settings, monkeypatch):
    monkeypatch.setattr(app, "settings", replace(settings, signing_url="http://127.0.0.1:9"))
    with app.app_context(), pytest.raises(SealUnavailable):
        time_stamp(bytes(32))
