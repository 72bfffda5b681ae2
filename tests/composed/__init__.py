"""Inspections made up at random, the documents composed from them, and what the register's reader finds in those."""
