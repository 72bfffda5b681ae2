"""Meetings, focus groups, interviews and observations."""
