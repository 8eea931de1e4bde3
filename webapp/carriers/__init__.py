"""Carriers, their vehicles and drivers, as the state registers know them."""
