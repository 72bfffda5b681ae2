"""Every read: rows into the values that pages, the API and the library use, a file a noun."""
