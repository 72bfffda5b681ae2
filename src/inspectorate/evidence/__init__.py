"""Evidence in advance: what is usually asked for under each standard, and which files may be taken in."""
