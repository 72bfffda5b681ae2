"""What stands in prose for a number of the evidence: ``{{case:assess_safety | count}}``.

In double braces the key of a statistic and, behind a bar, the form in which it is said. Without a form the statistic is
said in its own: a proportion as a percentage, a rating by its word.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from inspectorate.language import gettext as _
from inspectorate.report.statistic import Statistic

OPENS, CLOSES = "{{", "}}"

#: Says a statistic in a form ("" is its own); ``first`` at the beginning of a sentence. Raises ``ValueError`` with the
#: forms there are where it has no such form.
Say = Callable[[Statistic, str, bool], str]


@dataclass(frozen=True)
class Placeholder:
    """A placeholder as typed: the key of a statistic, and a form or nothing."""

    key: str
    form: str = ""

    def __str__(self) -> str:
        """As it is typed."""
        return f"{OPENS}{self.key} | {self.form}{CLOSES}" if self.form else f"{OPENS}{self.key}{CLOSES}"


@dataclass(frozen=True)
class Filled:
    """What stands in the place of a placeholder: its words, or what is wrong with it and how to mend it."""

    words: str
    problem: str = ""
    mend: str = ""


def read_placeholder(inside: str) -> Placeholder:
    """What stands between the braces."""
    key, _bar, form = inside.partition("|")
    return Placeholder(" ".join(key.split()), " ".join(form.split()))


def fill(wanted: Placeholder, statistics: Mapping[str, Statistic], say: Say, *, first: bool) -> Filled:
    """The words of a placeholder; where the evidence has no such thing, itself as typed, and what is wrong with it."""
    statistic = statistics.get(wanted.key)
    if statistic is None:
        problem = _("the evidence has no ‘{key}’").format(key=wanted.key)
        near = _near(wanted.key, statistics)
        mend = _("did you mean {near}?").format(near=" or ".join(f"‘{key}’" for key in near))
        return Filled(str(wanted), problem, mend if near else _("choose one of the list of numbers"))
    try:
        return Filled(say(statistic, wanted.form, first))
    except ValueError as error:
        problem = _("‘{key}’ cannot be said as ‘{form}’").format(key=wanted.key, form=wanted.form)
        return Filled(str(wanted), problem, str(error))


def _near(key: str, statistics: Mapping[str, Statistic]) -> list[str]:
    import difflib

    return difflib.get_close_matches(key, list(statistics), 3, 0.7)
