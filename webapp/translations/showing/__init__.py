"""The live pages for those who work on texts: with drafts in place, or with every text outlined and open to editing.

Only for who may see texts in the office, in that request alone: such pages are never kept, by us or by a browser.
"""
