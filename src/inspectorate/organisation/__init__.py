"""Where inspections take place: regions, the units in them, and the names by which documents call them."""
