"""Use cases, one file each: invoicing, attempting, settling, refunding, differing."""
