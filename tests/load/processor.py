"""How much of the processor a process took with all its children, as Linux tells it in /proc.

What else the machine does makes a run longer; it does not make it take more of the processor.
"""

import os
from pathlib import Path

TICK = os.sysconf("SC_CLK_TCK")


def seconds(pid):
    """Return the processor seconds of a process, of its children that live, and of those that it has waited for."""
    try:
        return _own(pid) + sum(seconds(child) for child in _children(pid))
    except (FileNotFoundError, ProcessLookupError):
        return 0.0  # it ended while we looked: whoever waited for it counts it


def postmaster(base):
    """Return the process whose children serve the connections of the database under `base`."""
    return int((base.settings.data_dir / "postgres" / "postmaster.pid").read_text(encoding="ascii").split()[0])


def _own(pid):
    stat = Path(f"/proc/{pid}/stat").read_text(encoding="utf-8", errors="replace")
    fields = stat[stat.rindex(")") + 2 :].split()
    return sum(map(int, fields[11:15])) / TICK


def _children(pid):
    tasks = Path(f"/proc/{pid}/task").glob("*/children")
    return [int(child) for task in tasks for child in task.read_text(encoding="ascii").split()]
