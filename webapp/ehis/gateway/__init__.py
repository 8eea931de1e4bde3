"""Our security server: it takes signed messages of other security servers and lets through what may pass.

Decision 118/2014, annex 2, clauses 2.2 (sign, verify, archive, check rights, block, encrypt), 5.2 to 5.4 and 6.3. A small
WSGI application without the portal's rooms, under gunicorn with mutual TLS (`program.py`, `listening.py`). Begin at
`server.py`: the order of its checks is the order of its methods; each check stands in a module of its own.
"""
