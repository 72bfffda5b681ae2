"""What is inspected against: editions of a framework, as data with a source for each value."""
