"""What each carrier and station is owed for a day, and the accounting reports (charter 003, 5.1.7).

Start reading at `rules.py`.
"""
