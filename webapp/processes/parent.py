"""Was the command that started us interrupted? `make` keeps an interrupt to itself and waits for us instead."""

import os
from pathlib import Path
from typing import Final

INTERRUPT_BIT: Final = 1 << 1  # SIGINT is signal 2


def interrupted() -> bool:
    """Whether our parent is handling a SIGINT that was sent to it alone.

    GNU make blocks the signal, then waits for its children without passing it on, so we must look ourselves
    (Linux tells in /proc). False where that cannot be known.
    """
    try:
        status = Path(f"/proc/{os.getppid()}/status").read_text(encoding="ascii")
    except (OSError, UnicodeDecodeError):
        return False
    fields = dict(line.split(":\t", 1) for line in status.splitlines() if ":\t" in line)
    return fields.get("Name") == "make" and bool(int(fields.get("SigBlk", "0"), 16) & INTERRUPT_BIT)
