"""The directory of our security server: who takes part, what we provide, who may address what.

Rights are deny by default (decision 118, annex 2, clauses 2.2 and 3.8.3). Every change is audited by its service.
"""
