"""The local monitoring station (decision 118/2014, annex 2: 2.1.4, 2.6, 2.7): how the exchange is, never what it says.

Each program of the house tells every ten seconds how it is (`reporting`): rows of the schema `ehis_stats`, beside the
figures of exchanges. The station (`station/`, a program of its own) reads that schema and can read no other: its
database role is made by `role`, its environment holds no key (`settings`). The sums stand in `services`, `usage`,
`standing`, `uptime` and `judging`; they serve the office's pages (`pages`) as well.
"""
