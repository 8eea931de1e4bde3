"""Tesseract over cleaned pages: a process for each page, two at once, poor in memory and time; words with their places."""

import csv
import subprocess
import sys
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from shutil import which
from typing import Final

import structlog

from webapp.attachments.intake import ENVIRONMENT
from webapp.attachments.reading.drawing import DrawnPage
from webapp.attachments.reading.values import NOT_INSTALLED, TOO_SLOW, Word
from webapp.attachments.values import Box
from webapp.config import ROOT

log = structlog.get_logger()

LANGUAGE: Final = "aze"
AT_ONCE: Final = 2
PATIENCE: Final = 90
LEAST_CONFIDENCE: Final = 10
WHOLE: Final = 1000


def recognise(pages: Sequence[DrawnPage]) -> tuple[dict[int, list[Word]], str]:
    """Return the words of each page that could be read, and the code of what went wrong ("" when nothing did)."""
    if not is_installed():
        return {}, NOT_INSTALLED
    with ThreadPoolExecutor(AT_ONCE) as pool:
        answers = list(pool.map(_page, pages))
    found = {page.n: words for page, words in zip(pages, answers, strict=True) if words is not None}
    return found, "" if found else TOO_SLOW


def is_installed() -> bool:
    """Whether the reader and its Azerbaijani model are on this machine."""
    program = which("tesseract", path=ENVIRONMENT["PATH"])
    if program is None:
        return False
    listed = subprocess.run(  # noqa: S603 - the program that was found
        [program, "--list-langs"], capture_output=True, text=True, timeout=PATIENCE, env=ENVIRONMENT, check=False
    )
    return LANGUAGE in listed.stdout.split()


def _page(page: DrawnPage) -> list[Word] | None:
    if page.clean is None:
        return []
    command = [sys.executable, "-m", "webapp.attachments.sandbox.recognise", str(page.clean), LANGUAGE]
    try:
        done = subprocess.run(  # noqa: S603 - our own program over a picture of ours
            command, capture_output=True, timeout=PATIENCE, cwd=ROOT, env=ENVIRONMENT, check=False
        )
    except subprocess.TimeoutExpired:
        return None
    if done.returncode != 0:
        log.warning("copy-not-read", status=done.returncode)
        return None
    return list(words_of(done.stdout.decode(), page.back))


def words_of(tsv: str, back: Sequence[float]) -> Iterator[Word]:
    """Yield the words of Tesseract's table, their places carried back to the page as it is shown."""
    lines: dict[tuple[str, ...], int] = {}
    for row in csv.DictReader(tsv.splitlines(), delimiter="\t", quoting=csv.QUOTE_NONE):
        text, confidence = (row.get("text") or "").strip(), round(float(row.get("conf") or -1))
        if row.get("level") != "5" or not text or confidence < LEAST_CONFIDENCE:
            continue
        line = lines.setdefault((row["block_num"], row["par_num"], row["line_num"]), len(lines))
        place = [int(row[name]) for name in ("left", "top", "width", "height")]
        yield Word(text, line, min(confidence, 100), _carried(place, back))


def _carried(place: Sequence[int], back: Sequence[float]) -> Box:
    left, top, width, height = place
    corners = [(x, y) for x in (left, left + width) for y in (top, top + height)]
    across = [_within(back[0] * x + back[1] * y + back[2]) for x, y in corners]
    down = [_within(back[3] * x + back[4] * y + back[5]) for x, y in corners]
    return Box(min(across), min(down), max(across) - min(across), max(down) - min(down))


def _within(thousandths: float) -> int:
    return max(0, min(WHOLE, round(thousandths)))
