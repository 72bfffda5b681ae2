"""What the documents of one inspection are composed from, and how each kind of text is said in their language."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property

from inspectorate.framework.catalogue import product_translations
from inspectorate.framework.model import Edition
from inspectorate.framework.translation import said_in
from inspectorate.language import ENGLISH
from inspectorate.language import gettext as _
from inspectorate.language import is_english as is_code_of_english
from inspectorate.report.document import Blocks, Run, Runs
from inspectorate.report.fact_base import FactBase
from inspectorate.report.house import House
from inspectorate.report.placeholder import Filled, Say, fill, read_placeholder
from inspectorate.report.prose import read_prose
from inspectorate.report.runs import in_language, joined
from inspectorate.report.statistic import Statistic
from inspectorate.report.statistics import statistics
from inspectorate.report.wording import say, say_here

#: What authors wrote, by the id of the part of the document; a part without text has what the evidence gives it.
Texts = Mapping[str, Blocks]

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
    def prose(self) -> Texts:
        """What authors wrote by part, marked as English in a document in another language."""
        if self.is_english:
            return self.texts
        return {part: in_language(blocks, ENGLISH) for part, blocks in self.texts.items()}

    @cached_property
    def _said(self) -> Mapping[str, str]:
        code = self.language.partition("-")[0]
        given = (*product_translations(), *self.house.translations, *self.edition.translations)
        return {} if self.is_english else said_in(given, code)

    @property
    def is_english(self) -> bool:
        """Whether the document is in English."""
        return is_code_of_english(self.language)

    @property
    def _marked(self) -> str:
        """The mark of what is English in this document: none where all of it is."""
        return "" if self.is_english else ENGLISH

    def english(self, text: str, **names: str | Run) -> Runs:
        """What was written in English and has no translation: the words of inspectors, of people."""
        return self._runs(text, self._marked, names, say)

    def said(self, text: str) -> str:
        """A text of the edition or the house where nothing can be marked: in a title, in a drawing."""
        return self._said.get(text, text)

    def named(self, text: str, *, lower: bool = True) -> Run:
        """A title of the edition, to be put into a sentence."""
        said = self.said(text)
        return Run(said.lower() if lower else said, language="" if text in self._said else self._marked)

    def rating(self, rating: str, statistic: str = "") -> Run:
        """A rating in the language of the document, where the catalogue has its word."""
        said = _(rating) if rating else ""
        return Run(said, language=self._marked if said == rating else "", statistic=statistic)

    def written(self, text: str) -> Run:
        """What someone typed, in English, to be put into a sentence."""
        return Run(text, language=self._marked)

    def of_edition(self, text: str, **names: str | Run) -> Runs:
        """A text of the edition or the house, in the language of the document where its translation has it."""
        said = self._said.get(text)
        return self.english(text, **names) if said is None else self._runs(said, "", names)

    def ours(self, message: str, *, key: str = "", inside: bool = False, **names: str | Run) -> Runs:
        """A sentence of the product, marked by ``noted`` where it stands; ``{{key | form}}`` is filled by the evidence.

        ``KEY`` in it stands for a key that is known only when it is said; ``inside`` says that it begins no sentence.
        What the evidence has not stays as typed.
        """
        said = _(message)
        language = self._marked if said == message else ""
        return self._runs(said.replace("{{KEY", f"{{{{{key}"), language, names, inside=inside)

    def inline(self, text: str, name: str) -> Runs:
        """A finding as an inspector wrote it, its placeholders filled; several paragraphs of one are run on."""
        runs: list[Run] = []
        for block in read_prose(text, self.statistics, say, name=name).blocks:
            found = getattr(block, "runs", None) or tuple(
                run for item in getattr(block, "items", ()) for run in (*item.runs, Run(" "))
            )
            runs += [*([Run(" ")] if runs and found else []), *found]
        return joined(runs) if self.is_english else in_language(joined(runs), ENGLISH)

    def _runs(
        self,
        text: str,
        language: str,
        names: Mapping[str, str | Run],
        says: Say = say_here,
        *,
        inside: bool = False,
    ) -> Runs:
        runs: list[Run] = []
        place = 0
        for slot in _SLOT.finditer(text):
            runs.append(Run(text[place : slot.start()], language=language))
            place = slot.end()
            before = ("…" if inside else "") + "".join(run.text for run in runs)
            runs.append(self._slot(slot, before, names, says))
        return joined((*runs, Run(text[place:], language=language)))

    def _slot(self, slot: re.Match[str], before: str, names: Mapping[str, str | Run], says: Say) -> Run:
        if slot["name"]:
            given = names.get(slot["name"], slot[0])
            return given if isinstance(given, Run) else Run(given)
        wanted = read_placeholder(slot["key"])
        filled: Filled = fill(wanted, self.statistics, says, first=bool(_BEGINS.search(before)))
        run = Run(filled.words, statistic="" if filled.problem else wanted.key)
        known = self.statistics.get(wanted.key)
        is_english = known is not None and known.kind == "rating" and known.text == filled.words
        return replace(run, language=self._marked) if is_english else run
