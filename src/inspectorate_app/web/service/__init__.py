"""The inspected service: its own pages, and what the team does for it."""
