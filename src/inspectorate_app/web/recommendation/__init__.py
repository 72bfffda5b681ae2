"""Recommendations, and what came of those of the last inspection."""
