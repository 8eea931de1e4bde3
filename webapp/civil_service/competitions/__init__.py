"""Entry into the service by competition, and the reserve (decision 191, list, 4.1, 4.2, 4.4).

The operator announces a competition with the moment at which registration closes. A candidate registers, is given a number,
and after the results are published sees the scores of nobody else. Who passed and was not appointed stands in the reserve
for the years that a parameter says; the list is for state bodies only.
"""
