"""Published documents held against themselves and against each other: what disagrees with what."""
