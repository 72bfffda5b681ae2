"""The JSON API under /api/v1, a file a noun, on the same actions and queries as the pages."""
