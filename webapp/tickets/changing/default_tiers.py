"""Section 6 of rules 141 of 2009 as the first dated rows; the database holds what is in force.

The source words the second tier as “under 15 minutes”, which clashes with the third: read as from two hours to fifteen
minutes (the default), with the literal wording kept beside it, not in force.
"""

from datetime import date
from typing import Final

from webapp.tickets.changing.tiers import Band, Tier

SINCE: Final = date(2026, 1, 1)
BASIS: Final = (
    "Nazirlər Kabinetinin 2009-cu il 17 sentyabr tarixli 141 nömrəli qərarı ilə təsdiq edilmiş Qaydalar, 6-cı bölmə"
)
FAULT: Final = f"{BASIS}; daşıyıcının təqsiri olduqda tam qaytarma (qəbul edilmiş oxunuş)"
LITERAL: Final = f"{BASIS}; mənbədəki hərfi mətn: “15 dəqiqədən az” (üçüncü hədlə ziddiyyət təşkil edir)"

DEFAULTS: Final = (
    Tier(Band.EARLY, 120, 0, commission=True, adds=0, delay=None, basis=BASIS, valid_from=SINCE),
    Tier(Band.LATE, 15, 150, commission=True, adds=0, delay=None, basis=BASIS, valid_from=SINCE),
    Tier(Band.LAST, 0, 250, commission=False, adds=250, delay=None, basis=BASIS, valid_from=SINCE),
    Tier(Band.MISSED, -120, 250, commission=False, adds=250, delay=None, basis=BASIS, valid_from=SINCE),
    Tier(Band.PAPERS, -4320, 250, commission=False, adds=250, delay=None, basis=BASIS, valid_from=SINCE),
    Tier(Band.CARRIER, None, 0, commission=False, adds=0, delay=120, basis=FAULT, valid_from=SINCE),
    Tier(Band.EARLY, 15, 0, commission=True, adds=0, delay=None, basis=LITERAL, valid_from=SINCE, is_default=False),
    Tier(Band.LATE, 0, 150, commission=True, adds=0, delay=None, basis=LITERAL, valid_from=SINCE, is_default=False),
)
