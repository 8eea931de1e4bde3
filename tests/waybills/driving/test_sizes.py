"""What a phone must hold to work without a network stays small: the page, its scripts, the service worker."""

import gzip
import re

from webapp.ui.static_files.building import build

MOST = 45_000
SCRIPTS = ("phone-store", "driver-outbox", "photo", "driver")


def test_the_offline_page_and_the_outbox_are_small(world, enter, tmp_path):
    world.offered()
    page = enter("driver").open("/cabinet/waybills/trips", expect=200).text
    names = build(dist=tmp_path)
    files = [names["js/kabinet.js"], "sw.js", *(names[f"scripts/{name}.js"] for name in SCRIPTS)]
    assert set(re.findall(r"/scripts/([a-z-]+)\.", page)) == set(SCRIPTS)
    sizes = [
        len(gzip.compress(page.encode(), 9)),
        *(len(gzip.compress((tmp_path / one).read_bytes(), 9)) for one in files),
    ]
    assert sum(sizes) <= MOST, sizes
