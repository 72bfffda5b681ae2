"""Pages of legal holds: those of an inspection, placing one, lifting one."""
