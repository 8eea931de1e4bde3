"""ASAN Login as a program of its own: an OpenID provider with the four means of decision 118, clause 6.5.

`protocol` speaks OpenID Connect (Authlib's server side), `means` holds the rules of the four ways to prove who one
is, `pages` the HTML of both the browser and the demo phone. Nothing here is shared with the portal: the two meet
only over HTTP. Start at `app.create_app`.
"""
