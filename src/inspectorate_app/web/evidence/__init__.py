"""Evidence in advance: what is asked for, what came, what is missing, and who has read it."""
