"""Copies that people hand in with an application: taken in safely, cleaned, read (charter 003, 4.0.8).

`api` is where other rooms start: `receive`, `attachments_of`, plug-ins `AttachmentOwner` and `ReadingPattern`.
"""
