"""Pages on texts in which a person could be recognised, before they are published."""
