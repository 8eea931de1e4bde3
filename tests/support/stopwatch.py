"""How long something took, told apart from how long this machine was busy with something else."""

import threading
import time
from contextlib import contextmanager

NAP = 0.01


class Stopwatch:
    """`wall` seconds passed; `seconds` are those of them in which whoever wanted to go on could."""

    def __init__(self):
        self._began = time.monotonic()
        self._over = threading.Event()
        self._late = 0.0
        self.wall = None

    @property
    def seconds(self):
        return self.wall - self._late

    def note_delays(self):
        """Want to go on a hundred times a second, and note how much later than that one was let."""
        while not self._over.is_set():
            woken_at = time.monotonic() + NAP
            time.sleep(NAP)
            self._late += max(0.0, time.monotonic() - woken_at)

    def stop(self):
        self.wall = time.monotonic() - self._began
        self._over.set()


@contextmanager
def stopwatch():
    """Time a block that waits for others: a deadline that it keeps, it keeps on a busy machine as well.

    For what computes in this process take `time.process_time`: its work would look like a busy machine.
    """
    watch = Stopwatch()
    beside = threading.Thread(target=watch.note_delays, daemon=True)
    beside.start()
    try:
        yield watch
    finally:
        watch.stop()
        beside.join()
