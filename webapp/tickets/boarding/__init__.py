"""The way from a ticket to the seat: its code, devices at the door, scans, calendars, wallets. Start at `code.py`."""
