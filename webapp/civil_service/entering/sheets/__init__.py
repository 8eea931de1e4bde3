"""Tables of many servants: columns made from a group's fields, rows read by a job, wrong cells named, the good ones held."""
