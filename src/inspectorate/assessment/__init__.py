"""What inspectors judged: case assessments, and whether they are relevant, complete and free of contradictions."""
