"""The words of the pages: the catalogue that is made of them, and what is not translated yet."""
