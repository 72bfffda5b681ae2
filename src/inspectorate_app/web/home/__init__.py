"""What is to be done, for whoever signed in."""
