"""The ratings panel."""
