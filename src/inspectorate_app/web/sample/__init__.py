"""The caseload, the sample, and who reads which case."""
