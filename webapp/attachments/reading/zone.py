"""The machine-readable zone looked for on the first pages of a copy, by a reader that knows such print."""

import json
import subprocess
import sys
from collections.abc import Sequence
from dataclasses import asdict
from pathlib import Path
from typing import Final, NamedTuple

import structlog

from webapp.attachments.fields import ZONE
from webapp.attachments.intake import ENVIRONMENT
from webapp.attachments.machine_zone import zone_in
from webapp.attachments.reading.drawing import DrawnPage
from webapp.attachments.reading.values import FoundField
from webapp.attachments.values import Box
from webapp.config import ROOT

log = structlog.get_logger()

PATIENCE: Final = 90


class ReadLine(NamedTuple):
    """A line of print, how sure the reader is, where it stands."""

    text: str
    confidence: int
    box: Box


def zone_fields(pages: Sequence[DrawnPage]) -> tuple[FoundField, ...]:
    """Return the fields of the first zone whose check digits agree; none when there is no such zone."""
    for page in pages:
        lines = _lines(page.large) if page.large else []
        found = zone_in([line.text for line in lines])
        if found:
            return _fields(page.n, asdict(found), [line for line in lines if "<" in line.text])
    return ()


def _fields(page: int, said: dict[str, str], lines: Sequence[ReadLine]) -> tuple[FoundField, ...]:
    place = _around([line.box for line in lines])
    sure = min(line.confidence for line in lines)
    values = {f"zone_{name}": value for name, value in said.items()}
    checked = ((pattern.code, values[pattern.code], pattern.check(values[pattern.code])) for pattern in ZONE)
    return tuple(FoundField(code, value, as_read, sure, page, place) for code, as_read, value in checked if value)


def _lines(picture: Path) -> list[ReadLine]:
    """Have the page read by a process of its own."""
    command = [sys.executable, "-m", "webapp.attachments.sandbox.zone"]
    try:
        done = subprocess.run(  # noqa: S603 - our own program over a picture of ours
            command,
            input=picture.read_bytes(),
            capture_output=True,
            timeout=PATIENCE,
            cwd=ROOT,
            env=ENVIRONMENT,
            check=False,
        )
    except subprocess.TimeoutExpired:
        return []
    if done.returncode != 0:
        log.warning("zone-not-read", status=done.returncode)
        return []
    return [ReadLine(text, confidence, Box(*box)) for text, confidence, box in json.loads(done.stdout)]


def _around(boxes: Sequence[Box]) -> Box:
    left, top = min(box.left for box in boxes), min(box.top for box in boxes)
    right, bottom = max(box.left + box.width for box in boxes), max(box.top + box.height for box in boxes)
    return Box(left, top, right - left, bottom - top)
