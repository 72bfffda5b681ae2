"""The methodology of an inspectorate: frameworks, samples, assessments, counts, ratings, and the register of them."""
