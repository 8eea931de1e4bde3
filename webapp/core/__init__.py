"""What every subsystem stands on. Knows no subsystem and no HTML.

Where to look: `db` and `transaction` (who commits), `bus` (facts and reactions), `jobs` (work for later), `registry`
(what a subsystem contributes), `errors` (typed refusals), `actor` and `permissions` (who acts, with which rights).
"""
