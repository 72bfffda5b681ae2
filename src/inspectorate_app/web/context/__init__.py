"""Context data: dated figures about what is inspected."""
