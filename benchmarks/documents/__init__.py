"""What it takes to make all documents of an inspection, and a PDF beside WeasyPrint's of the same page."""
