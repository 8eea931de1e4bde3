"""The check at the door: how long after Enter a phone without a network shows the verdict; the floor is painting alone.

The journey of the suite is walked, and its own times are read: one browser, one list, the verdicts of all kinds.
"""

import subprocess
import sys
import tempfile
from pathlib import Path
from statistics import median

from lxml import etree

from tests.load import runs
from tests.load.lines import Line
from webapp.config import ROOT

JOURNEY = "tests/tickets/boarding/test_door_in_browser.py"
SECONDS = 600


def measure(_base, _scale):
    """Yield the lines of this group; a verdict must be there within 300 ms."""
    runs.say("walking through an evening at the door …")
    with tempfile.TemporaryDirectory() as folder:
        told = Path(folder) / "told.xml"
        command = (sys.executable, "-m", "pytest", "-q", "-p", "no:xdist", "-k", "judged_without", f"--junitxml={told}")
        subprocess.run(
            (*command, "-o", "junit_family=xunit1", JOURNEY), cwd=ROOT, check=True, timeout=SECONDS, stdout=2
        )
        verdicts, paints = (_recorded(told, name) for name in ("verdict_ms", "paint_ms"))
    yield Line("door_verdict_p50_ms", median(verdicts), "ms", median(paints))
    yield Line("door_verdict_max_ms", max(verdicts), "ms", max(paints))


def _recorded(told, name):
    found = etree.parse(told).iterfind(f".//property[@name='{name}']")
    return [float(each.get("value")) for each in found]
