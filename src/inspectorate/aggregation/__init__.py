"""From judgements to counts, and from counts to percentages. Everything later works on counts alone."""
