"""The one Django app with tables: models a noun, and every read a noun."""
