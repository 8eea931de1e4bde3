"""Electronic signatures of people and the portal's own seal (decision 118, annex 1, clauses 12.1.3, 12.2 and 13.2).

A document in PDF is signed by a person with a key that never comes here: the digest goes to the signing service (SİMA,
ASAN İmza), the person compares the control code and confirms on the telephone, the signature comes back and is put
into the PDF with a time stamp and the proof of non-revocation (PAdES baseline B-LT, ETSI EN 319 142-1).

Words: *request* is one wish for one signature; *attempt* is one try of it on the telephone; *purpose* and *ref* say
whose document it is (the subsystem that asked, and its name for the thing); *seal* is the signature of the portal itself.
Start with `api.py`, then `rules.py` (states), `jobs.py` (the way of a request), `pades/` (what stands in the PDF).
"""
