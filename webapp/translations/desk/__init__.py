"""The translators' desk: lists with filters, the editor, review, publishing, glossary, exchange files, figures.

It shows and asks; what a text is, how it is checked and how it is published stands one folder up. Start at `views`.
"""
