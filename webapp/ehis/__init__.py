"""Exchange with the state's registers over EHİS (decision 118/2014, annex 2; decision 615/2017, annexes 2 and 3).

Words: a *member* takes part in the exchange, its information system is a *subsystem*, what it answers is a *service*;
*security servers* sign what members say to each other. Ask through `api.py`. Begin reading at `client.py` (one
question from policy to answer), then `policy/` (what may be asked, why, what is kept), `answers/` (what is kept, as values)
and `registers/` (a function for each question, by owner of the register), between which stands `asking/` (rights, memory,
waiting, the operator's orders). The pure files `profile`,
`ids`, `envelope`, `reading`, `multipart`, `sign`, `verify`, `trust`, `faults` and `schema/` know no database and no
HTTP; the counterparty used in development speaks through the same ones.
"""
