"""Text is readable and borders are seen in both schemes: the ratios of WCAG 2.2 (1.4.3 and 1.4.11) from the tokens."""

import re

import pytest

from webapp.ui.static_files.building import SOURCES

TOKENS = (SOURCES / "css" / "10-tokens.css").read_text(encoding="utf-8")
TEXT, SHAPE = 4.5, 3.0
GROUNDS = ("paper", "surface", "surface-sunken")
PAIRS = [
    *(("ink", ground, TEXT) for ground in GROUNDS),
    *(("ink-soft", ground, TEXT) for ground in GROUNDS),
    *(("brand", ground, TEXT) for ground in (*GROUNDS, "brand-soft")),
    *(("danger", ground, TEXT) for ground in ("paper", "surface", "danger-soft")),
    *((tone, f"{tone}-soft", TEXT) for tone in ("info", "success", "warning")),
    *(("ink", f"{tone}-soft", TEXT) for tone in ("info", "success", "warning", "danger", "brand")),
    ("on-brand", "brand", TEXT),
    ("on-brand", "brand-strong", TEXT),
    ("surface", "danger", TEXT),
    ("on-mast", "mast", TEXT),
    ("on-mast-soft", "mast", TEXT),
    ("on-mast-soft", "mast-raised", TEXT),
    *(("line-strong", ground, SHAPE) for ground in ("paper", "surface")),
    *(("focus", ground, SHAPE) for ground in GROUNDS),
    ("lane", "mast", SHAPE),
]


def colours(scheme):
    light = dict(re.findall(r"--([\w-]+): (#[0-9a-f]{6});", TOKENS.split("@media")[0]))
    if scheme == "light":
        return light
    part = (
        TOKENS.split('data-theme="light"')[1].split("}")[0]
        if scheme == "dark by device"
        else TOKENS.split('[data-theme="dark"]')[1].split("}")[0]
    )
    return light | dict(re.findall(r"--([\w-]+): (#[0-9a-f]{6});", part))


def luminance(colour):
    channels = [int(colour[start : start + 2], 16) / 255 for start in (1, 3, 5)]
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def ratio(one, other):
    brighter, darker = sorted((luminance(one), luminance(other)), reverse=True)
    return (brighter + 0.05) / (darker + 0.05)


@pytest.mark.parametrize("scheme", ["light", "dark by device", "dark by choice"])
def test_tokens_are_readable(scheme):
    known = colours(scheme)
    weak = {
        f"{front} on {ground}": round(ratio(known[front], known[ground]), 2)
        for front, ground, least in PAIRS
        if ratio(known[front], known[ground]) < least
    }
    assert weak == {}


def test_the_device_and_the_choice_mean_the_same_dark():
    assert colours("dark by device") == colours("dark by choice") != colours("light")


def test_black_on_white_is_twenty_one_to_one():
    assert round(ratio("#000000", "#ffffff"), 2) == 21.0
