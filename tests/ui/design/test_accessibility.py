"""What a machine can judge of WCAG 2.2 AA, in both colour schemes, on a phone and on a desk."""

import pytest

from tests.support.axe import violations

pytestmark = pytest.mark.browser


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize(("address", "width"), [("/", 360), ("/office/design", 360), ("/office/design", 1280)])
def test_axe_finds_nothing(site, address, width, scheme):
    site.page.set_viewport_size({"width": width, "height": 740})
    site.page.emulate_media(color_scheme=scheme)
    assert violations(site.open(address)) == []


def test_axe_would_find_something(site):
    page = site.show('<img src="/static/none.png"><input name="nameless">')
    found = {violation["id"] for violation in violations(page)}
    assert {"image-alt", "label"} <= found
    site.complaints.clear()
