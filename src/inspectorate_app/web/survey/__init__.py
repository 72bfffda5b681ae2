"""Surveys: the pages of those who answer, without an account, and those of the team."""
