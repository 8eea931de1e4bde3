"""Rights to REST endpoints: what is matched is the path as it was read, segment by segment."""

import pytest

from webapp.ehis.gateway.endpoints import allows


@pytest.mark.parametrize(
    ("rights", "endpoint", "may"),
    [
        (["* /**"], None, True),
        (["GET /a"], None, False),
        ([], None, False),
        (["* /**"], ("DELETE", "/a/b"), True),
        (["* /**"], ("GET", ""), True),
        (["GET /**"], ("GET", ""), True),
        (["GET /**"], ("POST", ""), False),
        (["GET /a/*"], ("GET", "/a/b"), True),
        (["GET /a/*"], ("GET", "/a"), False),
        (["GET /a/*"], ("GET", "/a/b/c"), False),
        (["GET /a/**"], ("GET", "/a/b/c"), True),
        (["GET /a/**"], ("GET", "/ab"), False),
        (["* /a/*/c"], ("PUT", "/a/b/c"), True),
        (["GET /a"], ("GET", "/b"), False),
        (["POST /a", "GET /b"], ("GET", "/a"), False),
    ],
)
def test_a_right_covers_its_endpoint_and_no_other(rights, endpoint, may):
    assert allows(rights, endpoint) is may
