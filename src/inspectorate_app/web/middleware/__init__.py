"""What happens round every page."""
