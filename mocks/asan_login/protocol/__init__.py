"""OpenID Connect by Authlib's server side: what relying parties talk to. No HTML here but the error page."""
