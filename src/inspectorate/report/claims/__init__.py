"""Every number, share and comparison that is typed by hand in prose, held against the evidence."""
