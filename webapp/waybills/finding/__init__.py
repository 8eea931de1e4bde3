"""Lists and search of waybills: by number, plate, party, goods, day and state; kept filters; the found list as a file."""
