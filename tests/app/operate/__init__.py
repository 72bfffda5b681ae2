"""How the service is run: as real processes that are killed, backed up, restored and brought up to date."""
