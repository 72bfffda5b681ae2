"""Any file, folder or zip as documents: text with positions, or a fault that says why not; never a crash."""
