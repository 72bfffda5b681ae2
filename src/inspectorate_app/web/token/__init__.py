"""One's own tokens: what programs act with in one's name."""
