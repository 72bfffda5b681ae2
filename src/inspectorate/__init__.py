"""The methodology of an inspectorate: frameworks, samples, assessments, counts and ratings, as a library."""
