"""What was published: documents read into facts, checked against each other, and compared over time."""
