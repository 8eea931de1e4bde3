"""The driver's phone: trips taken along, acts signed where there is no network, photos as evidence."""
