"""Surveys: what was answered, counted and told, with small groups protected, and words looked through for names."""
