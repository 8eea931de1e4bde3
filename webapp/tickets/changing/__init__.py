"""What happens to a ticket after it was sold: refund, exchange, transfer; a trip that is cancelled, another bus.

Start reading at `tiers.py` and `seating.py`: pure rules. Then `quoting.py`, `refunding.py`, `exchanging.py`.
"""
