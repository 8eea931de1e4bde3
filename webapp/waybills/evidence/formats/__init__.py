"""A waybill's content in the words of others: eFTI XML, JSON with names of UN/CEFACT, a flat table. Each is read back.

What a format has a place for stands there and is read from there. What it has no place for travels beside, as *the rest*:
so whatever is written is read back the same, also what later versions add.
"""
