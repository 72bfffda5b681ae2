"""The switch between English and Welsh."""
