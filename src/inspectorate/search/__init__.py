"""Words looked for in texts: what was typed, whether a text holds it, how well, and where it stands."""
