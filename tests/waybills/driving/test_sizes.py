"""What a phone must hold to work without a network stays small: the page, its scripts, the service worker."""

import gzip
import re

from webapp.ui.static_files.building import SOURCES

MOST = 45_000
SCRIPTS = ("phone-store", "driver-outbox", "photo", "driver")


def test_the_offline_page_and_the_outbox_are_small(world, enter):
    world.offered()
    page = enter("driver").open("/cabinet/waybills/trips", expect=200).text
    assert set(re.findall(r"/scripts/([a-z-]+)\.", page)) == set(SCRIPTS)
    files = [*(SOURCES / "scripts" / f"{name}.js" for name in SCRIPTS), SOURCES / "sw.js", *SOURCES.glob("js/*.js")]
    sizes = {path.name: len(gzip.compress(path.read_bytes(), 9)) for path in files}
    assert len(gzip.compress(page.encode(), 9)) + sum(sizes.values()) <= MOST, sizes
