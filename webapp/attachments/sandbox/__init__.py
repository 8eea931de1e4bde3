"""Programs that open what strangers sent: each a process of its own, poor in memory, time and rights.

They import nothing of the portal but `rules`, hold no key, and tell their findings as JSON.
"""
