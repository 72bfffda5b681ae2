"""Pages of embargoed copies: for those who send them, and for who opens one by a link."""
