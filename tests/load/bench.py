"""`make bench`: measures the portal and, in the same run, a floor; prints `name value unit ratio_to_floor`, tab-separated.

ONLY=foundation chooses groups, SCALE=1000000 fills the tables to that many waybills first. What happens meanwhile is
told on standard error. Nothing is asserted: judging the numbers is the reader's part.
"""

import os
import signal
import sys

from tests.load import applications, door, ehis, foundation, money, notices, servants, waybills
from tests.load.servers import ground

GROUPS = {
    "foundation": foundation.measure,
    "ehis": ehis.measure,
    "applications": applications.measure,
    "tickets": money.measure,
    "waybills": waybills.measure,
    "notices": notices.measure,
    "civil_service": servants.measure,
    "door": door.measure,
}
USUAL_SCALE = 5_000
LARGEST_SCALE = 20_000_000


def main():
    chosen, scale = wishes()
    for number in (signal.SIGTERM, signal.SIGINT):  # a shell may have started us deaf to the second
        signal.signal(number, _interrupt)
    try:
        with ground() as base:
            for name in chosen:
                for line in GROUPS[name](base, scale):
                    sys.stdout.write(f"{line}\n")
                    sys.stdout.flush()
    except KeyboardInterrupt:
        sys.exit("interrupted; everything that was started has ended")


def wishes():
    """Return the groups and the scale that the environment asks for; end with 2 when it asks for what is not there."""
    asked = [name.strip() for name in os.environ.get("ONLY", "").split(",") if name.strip()]
    unknown = [name for name in asked if name not in GROUPS]
    if unknown:
        refuse(f"ONLY: no group {', '.join(unknown)}; there is: {', '.join(GROUPS)}")
    scale = os.environ.get("SCALE", "").strip() or str(USUAL_SCALE)
    if not scale.isdecimal() or not 1 <= int(scale) <= LARGEST_SCALE:
        refuse(f"SCALE: expected a whole number from 1 to {LARGEST_SCALE}")
    return asked or list(GROUPS), int(scale)


def refuse(words):
    sys.stderr.write(f"{words}\n")
    sys.exit(2)


def _interrupt(_signal, _frame):
    raise KeyboardInterrupt


if __name__ == "__main__":
    main()
