"""Search across an inspection."""
