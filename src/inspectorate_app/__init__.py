"""The application: what people use the methodology through."""
