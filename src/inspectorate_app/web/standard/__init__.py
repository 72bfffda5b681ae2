"""The standards that are judged."""
