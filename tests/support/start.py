"""How a test process begins, before anything of the house is imported: what it compiles is kept, and no garbage is looked for.

Thousands of modules and tests come into being and stay: looking through them over and over found nothing and took a
quarter of the time. What is there when all tests are collected is put aside for good, and the search goes on without it.
"""

import gc
import os
import sys
from pathlib import Path

TEST_DATA = Path(os.environ.get("TEST_DATA_DIR", Path(__file__).parents[2] / ".data" / "test"))
NEW_OBJECTS = 20_000  # between two searches

# Each process, also of the dozens of programs that the suite starts, reads what the first one compiled.
sys.dont_write_bytecode = False
sys.pycache_prefix = str(TEST_DATA / "compiled")
os.environ.pop("PYTHONDONTWRITEBYTECODE", None)
os.environ["PYTHONPYCACHEPREFIX"] = sys.pycache_prefix


def importing():
    """Begin: nothing that is made from now on is garbage."""
    gc.disable()


def collected():
    """Put aside what is there, and look for garbage among what comes."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(NEW_OBJECTS, 10, 10)
    gc.enable()


if "pytest" in sys.modules:
    importing()
