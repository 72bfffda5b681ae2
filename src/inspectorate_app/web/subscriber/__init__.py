"""Who asks to be told of what is published: their own pages, and the numbers for whoever publishes."""
