"""Templates of waybills: what is sent again and again is kept once under a name."""
