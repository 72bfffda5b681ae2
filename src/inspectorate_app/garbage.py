"""How often Python looks for what can be forgotten: hardly any of what a program loads ever can."""

import gc


def look_seldom() -> None:
    """Look after fifty thousand new objects instead of seven hundred: a tenth of what it takes to start is looking."""
    gc.set_threshold(50_000, 20, 20)


def keep_what_is_loaded() -> None:
    """What is loaded by now stays for good, and need not be looked through again."""
    gc.collect()
    gc.freeze()
