"""Every write: one function for each thing that a person does, in one transaction, with its audit entry."""
