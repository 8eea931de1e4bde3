"""How much memory the web processes hold, as Linux tells it in /proc."""

import re
from dataclasses import dataclass
from pathlib import Path

FIELDS = re.compile(r"^(Rss|Pss|Private_Clean|Private_Dirty): +(\d+) kB$", re.MULTILINE)


@dataclass(frozen=True)
class Memory:
    """Resident and proportional (shared pages divided among their users) mebibytes of one process."""

    rss: float
    pss: float


def largest_worker(master):
    """Return the memory of the web process that holds most, among the children of the server's `master` process."""
    found = [_memory(pid) for pid in _children(master)]
    return max(found, key=lambda memory: memory.rss) if found else _memory(master)


def _children(pid):
    tasks = Path(f"/proc/{pid}/task").glob("*/children")
    return [int(child) for task in tasks for child in task.read_text(encoding="ascii").split()]


def _memory(pid):
    text = Path(f"/proc/{pid}/smaps_rollup").read_text(encoding="ascii")
    kibibytes = {name: int(value) for name, value in FIELDS.findall(text)}
    return Memory(kibibytes["Rss"] / 1024, kibibytes["Pss"] / 1024)
