"""Meetings of an inspection: who met by role, the guide they were led by, who is engaged when, and a calendar of it."""
