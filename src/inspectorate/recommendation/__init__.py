"""What must change: recommendations, whom they are made to, and what came of those of the last inspection."""
