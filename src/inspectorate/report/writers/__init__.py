"""A document into bytes: a format a file."""
