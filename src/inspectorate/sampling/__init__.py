"""Which cases are read: the caseload, the eligible cohort, the size, the draw, its reserve, and who reads what."""
