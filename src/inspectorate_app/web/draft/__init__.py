"""Pages of drafting: documents, their parts, what the evidence says of each line, versions and comments."""
