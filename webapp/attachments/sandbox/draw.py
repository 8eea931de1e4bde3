"""Draws a file: `python -m … source folder clean|show [zone]`; pictures into the folder, what they are on standard output."""

import json
import sys
import warnings
from pathlib import Path

from webapp.attachments.sandbox.confined import confine, tell
from webapp.attachments.sandbox.pages import pages_of

if __name__ == "__main__":
    confine(memory_mb=2500, seconds=150, written_mb=60)
    warnings.simplefilter("ignore")
    source, folder = Path(sys.argv[1]), Path(sys.argv[2])
    tell(lambda: json.dumps(list(pages_of(source, folder, clean="clean" in sys.argv[3:], zone="zone" in sys.argv[3:]))))
