"""What a text would print as nobody means it: footnotes without a note, notes to oneself, bullets that are no list."""

import re
from collections.abc import Iterator
from typing import NamedTuple

from inspectorate.language import gettext as _

#: A footnote where it is called, and where its note stands; an escaped one is text.
_CALLED = re.compile(r"(?<!\\)\[\^([^\]\s]+)\](?!:)")
_NOTE = re.compile(r"[\s>]*\[\^([^\]\s]+)\]:")
#: The bullets of word processors, at the beginning of a line.
_BULLET = re.compile(r"[\s>]*([•◦▪●‣·])\s")


class Misprint(NamedTuple):
    """One of them: on which line of the text, from 1, what is wrong there, and how to mend it."""

    line: int
    problem: str
    mend: str


def misprints(text: str) -> Iterator[Misprint]:
    """Every one in a text of Markdown, line by line."""
    lines = text.split("\n")
    called = set(_CALLED.findall(text))
    noted = {found[1] for line in lines if (found := _NOTE.match(line))}
    for number, line in enumerate(lines, start=1):
        if (found := _NOTE.match(line)) and found[1] not in called:
            problem = _("nothing leads to the footnote ‘[^{label}]’, so that it is not printed").format(label=found[1])
            yield Misprint(number, problem, _("Put ‘[^{label}]’ behind the words that it is on").format(label=found[1]))
        for label in dict.fromkeys(_CALLED.findall(line)):
            if label not in noted:
                problem = _("the footnote ‘[^{label}]’ has no note").format(label=label)
                yield Misprint(
                    number, problem, _("Write its note in a line that begins ‘[^{label}]:’").format(label=label)
                )
        if "<!--" in line:
            yield Misprint(number, _("what stands behind ‘<!--’ is printed too"), _("Take it out"))
        if found := _BULLET.match(line):
            problem = _("lines that begin with ‘{bullet}’ run together in print").format(bullet=found[1])
            yield Misprint(number, problem, _("Begin each with a dash and a blank: ‘- ’"))
