"""Pages drawn by the sandbox: pictures to show, pictures cleaned for the reader, words of a PDF that has them."""

import json
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

import structlog

from webapp.attachments.intake import ENVIRONMENT
from webapp.attachments.reading.values import NOT_DRAWN, Page, Word
from webapp.attachments.rules import ENDINGS
from webapp.attachments.values import Box
from webapp.config import ROOT

log = structlog.get_logger()

PATIENCE: Final = 180


@dataclass(frozen=True, slots=True)
class DrawnPage:
    """A page for the reader: its cleaned picture and the way back from it to the page as it is shown.

    `large` is a picture of it for the reader of machine-readable zones. `back` are the six numbers of an affine map from pixels of the cleaned picture to thousandths of the page.
    """

    n: int
    clean: Path | None
    back: tuple[float, ...]
    words: tuple[Word, ...]
    large: Path | None


@dataclass(frozen=True, slots=True)
class Drawn:
    """Everything that the sandbox made of a file."""

    pictures: tuple[Page, ...]
    pages: tuple[DrawnPage, ...]
    trouble: str


def draw(content: bytes, media_type: str, folder: Path, *, clean: bool, zone: bool = False) -> Drawn:
    """Return the pages of the file; `clean` and `zone` also prepare them for the readers. The pictures stand in `folder`."""
    source = folder / f"source{ENDINGS[media_type]}"
    source.write_bytes(content)
    wishes = ["clean" if clean else "show", *(["zone"] if zone else [])]
    command = [sys.executable, "-m", "webapp.attachments.sandbox.draw", str(source), str(folder), *wishes]
    try:
        done = subprocess.run(  # noqa: S603 - our own program over a file of ours
            command, capture_output=True, timeout=PATIENCE, cwd=ROOT, env=ENVIRONMENT, check=False
        )
    except subprocess.TimeoutExpired:
        return Drawn((), (), NOT_DRAWN)
    if done.returncode != 0:
        log.warning("copy-not-drawn", status=done.returncode)
        return Drawn((), (), NOT_DRAWN)
    told: list[dict[str, Any]] = json.loads(done.stdout)
    pictures = tuple(
        Page(page["n"], (folder / page["picture"]).read_bytes(), page["width"], page["height"]) for page in told
    )
    return Drawn(pictures, tuple(_page(page, folder) for page in told), "")


def _page(told: dict[str, Any], folder: Path) -> DrawnPage:
    words = tuple(Word(text, line, 100, Box(*box)) for text, line, box in told["words"])
    clean = folder / told["clean"] if told["clean"] else None
    large = folder / told["large"] if told["large"] else None
    return DrawnPage(told["n"], clean, tuple(told["back"]), words, large)
