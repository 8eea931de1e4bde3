"""From a row that waits to a message that somebody has: taken up in batches, worded, handed over, noted.

`draining.py` is the loop; `lanes.py` keeps the channels apart, so that one which fails or is slow holds up no other;
`composing.py` words what was taken up, `settling.py` notes what came of it, `gathering.py` makes one message of several,
`receipts.py` takes what the provider tells later.
"""
