"""Reading a FİN as people type it: lower case, Azerbaijani i and ı, Cyrillic look-alikes, spaces.

The FİN alphabet has digits and Latin letters without I and O, so a typed I can only mean 1 and an O only 0.
"""

import re
from typing import Final

LONGEST_INPUT: Final = 64
_PATTERN: Final = re.compile(r"[0-9A-HJ-NP-Z]{7}")
_READ_AS: Final = str.maketrans(
    {
        **dict(zip("АВЕКМНРСТУХ", "ABEKMHPCTYX", strict=True)),
        **dict.fromkeys("Iİ|", "1"),
        **dict.fromkeys("OО", "0"),
        **dict.fromkeys(" \t\u00a0-", None),
    }
)


def read_fin(typed: str) -> str | None:
    """Return the FİN meant by `typed`, or None when it cannot be one."""
    if len(typed) > LONGEST_INPUT:
        return None
    # dotless and dotted i are taken before upper(), which knows only the English pair
    letters = typed.replace("ı", "I").replace("i", "I").upper().translate(_READ_AS)
    return letters if _PATTERN.fullmatch(letters) else None
