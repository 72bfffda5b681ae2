"""Pages of publication: where it stands, its files, approval, corrections; and the published files for anyone."""
