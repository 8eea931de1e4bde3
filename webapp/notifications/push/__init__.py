"""Waking a browser (RFC 8030, 8188, 8291, 8292): devices that people let us wake, our key, one encrypted message.

What is sent names an area and a page of ours, never a person or a matter: it lies on the lock screen of a phone.
"""
