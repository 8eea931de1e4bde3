"""Kabinet: the portal for road transport and the civil servants' register. Start reading at `bootstrap.py`.

Nothing is imported here: the exchange's own programs (security server, monitoring station) live without the portal.
"""
