"""The application under load: what an inspector waits for, on both databases, with little stored and with much."""
