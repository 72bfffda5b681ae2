"""The case assessments, and how far they are."""
