"""Blind readings, for whoever reads them."""
