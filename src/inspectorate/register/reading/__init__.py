"""Documents into facts: the layout first, then one module for each kind of fact."""
