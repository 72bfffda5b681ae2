"""The public register under load, beside a static file server."""
