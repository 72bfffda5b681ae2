"""What must change: recommendations, and whom they are made to."""
