"""Rules of the sale as dated rows: one person proposes a row of a day to come, a second puts it in force; the past stays.

Start reading at `kinds.py`: what can be proposed and what each kind writes. Then `deciding.py`.
"""
