"""The page on which the lead inspector says to whom a letter goes and which inspections it covers."""
