"""Becomes Tesseract, after its walls are up: `python -m … picture.png aze`, the table of words on standard output."""

import os
import sys

from webapp.attachments.sandbox.confined import confine

if __name__ == "__main__":
    picture, language = sys.argv[1:3]
    confine(memory_mb=1200, seconds=30, written_mb=20)
    os.nice(5)
    os.execvp("tesseract", ["tesseract", picture, "stdout", "-l", language, "--psm", "3", "--dpi", "200", "tsv"])  # noqa: S606, S607 - the walls stay around it; PATH is the caller's
