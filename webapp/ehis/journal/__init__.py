"""The message log of the exchange: encrypted, chained, time-stamped, kept for as long as each service says.

Decision 118/2014, annex 2: 2.2.2 (what passes is archived), 3.8.4 (what, how long, who may read), 6.3 (encrypted
journal). `write` is the one way in: it returns when everything is on disk. Begin reading at `chain.py` (the sums),
then `writer.py` (many exchanges, one transaction), `stamping.py` (the minute's time stamp), `checking.py` (is it
whole?), `container.py` (evidence for somebody else), `retention.py` (destruction) and `reading.py` (who may look).
"""

from webapp.ehis.journal.writing import write

__all__ = ["write"]
