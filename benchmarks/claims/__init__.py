"""How well typed numbers are told true from false: published documents against their own figures, and with errors."""
