"""What the documents of one inspection are composed from, and how each kind of text is said in their language."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property

from inspectorate.framework.model import Edition
from inspectorate.framework.translation import said_in
from inspectorate.language import gettext as _
from inspectorate.report.document import Blocks, Run, Runs
from inspectorate.report.fact_base import FactBase
from inspectorate.report.house import House
from inspectorate.report.placeholder import Filled, fill, read_placeholder
from inspectorate.report.prose import read_prose
from inspectorate.report.runs import joined
from inspectorate.report.statistic import Statistic
from inspectorate.report.statistics import statistics
from inspectorate.report.wording import say

#: What authors wrote, by the id of the part of the document; a part without text has what the evidence gives it.
Texts = Mapping[str, Blocks]

ENGLISH = "en-GB"
_SLOT = re.compile(r"\{\{(?P<key>[^{}]+)\}\}|\{(?P<name>\w+)\}")
_BEGINS = re.compile(r"(?:^|[.!?]\s)$")


@dataclass(frozen=True)
class Material:
    """The fact base, what authors wrote by part, the words of the house, and the language of the document.

    ``known`` are the statistics of the fact base where they were worked out before; ``address`` is that of the
    inspection's page on the web, where it is known.
    """

    base: FactBase
    house: House
    texts: Texts = field(default_factory=dict)
    language: str = ENGLISH
    known: Mapping[str, Statistic] | None = None
    address: str = ""

    @property
    def edition(self) -> Edition:
        """The edition by which was inspected."""
        return self.base.rated.edition

    @cached_property
    def statistics(self) -> Mapping[str, Statistic]:
        """Every statistic of the evidence."""
        return statistics(self.base) if self.known is None else self.known

    @cached_property
    def _said(self) -> Mapping[str, str]:
        return said_in(self.edition.translations, self.language.partition("-")[0])

    @property
    def is_english(self) -> bool:
        """Whether the document is in English."""
        return self.language.partition("-")[0] == "en"

    def english(self, text: str, **names: str) -> Runs:
        """What was written in English and has no translation: the words of the house, of inspectors, of people."""
        return self._runs(text, ENGLISH if not self.is_english else "", names)

    def of_edition(self, text: str, **names: str) -> Runs:
        """A text of the edition, in the language of the document where its translation has it."""
        said = self._said.get(text)
        return self.english(text, **names) if said is None else self._runs(said, "", names)

    def ours(self, message: str, *, key: str = "", inside: bool = False, **names: str) -> Runs:
        """A sentence of the product, marked by ``noted`` where it stands; ``{{key | form}}`` is filled by the evidence.

        ``KEY`` in it stands for a key that is known only when it is said; ``inside`` says that it begins no sentence.
        What the evidence has not stays as typed.
        """
        said = _(message)
        language = ENGLISH if said == message and not self.is_english else ""
        return self._runs(said.replace("{{KEY", f"{{{{{key}"), language, names, inside=inside)

    def inline(self, text: str, name: str) -> Runs:
        """A finding as an inspector wrote it, its placeholders filled; several paragraphs of one are run on."""
        runs: list[Run] = []
        for block in read_prose(text, self.statistics, say, name=name).blocks:
            found = getattr(block, "runs", None) or tuple(
                run for item in getattr(block, "items", ()) for run in (*item.runs, Run(" "))
            )
            runs += [*([Run(" ")] if runs and found else []), *found]
        return joined(runs) if self.is_english else tuple(_marked(run) for run in joined(runs))

    def _runs(self, text: str, language: str, names: Mapping[str, str], *, inside: bool = False) -> Runs:
        runs: list[Run] = []
        place = 0
        for slot in _SLOT.finditer(text):
            runs.append(Run(text[place : slot.start()], language=language))
            place = slot.end()
            before = ("…" if inside else "") + "".join(run.text for run in runs)
            runs.append(self._slot(slot, before, names))
        return joined((*runs, Run(text[place:], language=language)))

    def _slot(self, slot: re.Match[str], before: str, names: Mapping[str, str]) -> Run:
        if slot["name"]:
            return Run(names.get(slot["name"], slot[0]))
        wanted = read_placeholder(slot["key"])
        filled: Filled = fill(wanted, self.statistics, say, first=bool(_BEGINS.search(before)))
        return Run(filled.words, statistic="" if filled.problem else wanted.key)


def _marked(run: Run) -> Run:
    from dataclasses import replace

    return replace(run, language=run.language or ENGLISH)
