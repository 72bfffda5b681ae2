"""Pages of quality review: how far each document is, a document as it was frozen, and what came of its review."""
