"""What one is told, what is due, and what one chose of it; the mail of the service."""
