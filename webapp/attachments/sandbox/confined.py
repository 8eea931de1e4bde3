"""The walls around a program of the sandbox: what it may use at most. Called by the program itself, first of all."""

import resource
import sys
from collections.abc import Callable

from webapp.attachments.rules import MEBIBYTE


def confine(*, memory_mb: int, seconds: int, written_mb: int) -> None:
    """Let this process have so much memory, processor time and file size, no core dump, and nothing more."""
    limits = {
        resource.RLIMIT_AS: memory_mb * MEBIBYTE,
        resource.RLIMIT_CPU: seconds,
        resource.RLIMIT_FSIZE: written_mb * MEBIBYTE,
        resource.RLIMIT_CORE: 0,
    }
    for what, most in limits.items():
        _soft, hard = resource.getrlimit(what)
        bound = most if hard == resource.RLIM_INFINITY else min(most, hard)
        resource.setrlimit(what, (bound, bound))


def tell(work: Callable[[], str]) -> None:
    """Write what `work` returns; when memory does not suffice, end with a number of our own and no words."""
    try:
        sys.stdout.write(work())
    except MemoryError:
        sys.exit(3)
