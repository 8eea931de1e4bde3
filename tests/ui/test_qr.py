import re

import pytest
import zxingcpp

from webapp.ui.qr import qr_svg

SCALE = 4


def picture(svg):
    """The drawing as grey pixels, SCALE for each module, made from nothing but its path."""
    size = int(re.search(r'viewBox="0 0 (\d+) ', svg)[1])
    side = size * SCALE
    pixels = bytearray(b"\xff" * side * side)
    for x, y, run in re.findall(r"M(\d+) (\d+)h(\d+)v1h-\d+z", svg):
        for line in range(int(y) * SCALE, (int(y) + 1) * SCALE):
            start = line * side + int(x) * SCALE
            pixels[start : start + int(run) * SCALE] = bytes(int(run) * SCALE)
    return memoryview(pixels).cast("B", (side, side))


@pytest.mark.parametrize("text", ["https://kabinet.example/verify/4Q7ZK2", "Əliyeva · Şəki", "x" * 300])
def test_a_scanner_reads_what_was_written(text):
    assert [code.text for code in zxingcpp.read_barcodes(picture(qr_svg(text)))] == [text]


def test_the_drawing_can_stand_twice_on_a_page_under_the_strict_policy():
    assert not re.search(r"\s(id|style|width|height)=|<script|<style", qr_svg("x"))
