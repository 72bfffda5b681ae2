"""What is published next: documents made from the evidence, in which every number is bound to it."""
