"""The calendar of inspections."""
