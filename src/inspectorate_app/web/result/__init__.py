"""What the submitted assessments come to."""
