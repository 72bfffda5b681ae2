"""Measured, never asserted in a test. `make benchmark` runs all of it."""
