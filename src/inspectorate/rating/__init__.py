"""From percentages and judgements to ratings, a score and an overall rating, each with its working."""
