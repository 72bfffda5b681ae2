"""The pages of the archive: a whole inspection taken away as a file."""
