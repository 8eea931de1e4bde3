"""Data at rest: unreadable without the key, bound to purpose and context, found only by a keyed index."""

import pytest
from cryptography.exceptions import InvalidTag
from hypothesis import given
from hypothesis import strategies as st

from webapp.core import crypto


@pytest.fixture(autouse=True)
def secret(app):
    yield
    crypto.install_secret(app.settings.secret_key)


@given(st.binary(max_size=200), st.binary(max_size=20))
def test_what_was_sealed_comes_back_only_with_its_context(plain, context):
    sealed = crypto.encrypt(plain, purpose="test", context=context)

    assert crypto.decrypt(sealed, purpose="test", context=context) == plain
    with pytest.raises(InvalidTag):
        crypto.decrypt(sealed, purpose="test", context=context + b"x")
    with pytest.raises(InvalidTag):
        crypto.decrypt(sealed, purpose="other", context=context)


def test_a_flipped_byte_is_noticed():
    sealed = bytearray(crypto.encrypt(b"7LYL5H2", purpose="test"))
    sealed[-1] ^= 1

    with pytest.raises(InvalidTag):
        crypto.decrypt(bytes(sealed), purpose="test")


def test_an_index_is_equal_for_equal_values_and_tells_nothing_without_the_key():
    first = crypto.blind_index("7LYL5H2")
    assert crypto.blind_index("7LYL5H2") == first
    assert crypto.blind_index("7LYL5H3") != first
    crypto.install_secret("another secret of sufficient length ....")
    assert crypto.blind_index("7LYL5H2") != first
