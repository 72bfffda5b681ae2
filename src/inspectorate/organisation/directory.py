"""The regions and units that are known, found by any name that a document calls them."""

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping
from functools import cache, cached_property
from pathlib import Path
from typing import Annotated, Any, Literal, NamedTuple

from pydantic import Field, field_validator

from inspectorate.errors import Fault
from inspectorate.framework.document import Document, dotted, read_yaml
from inspectorate.framework.entry import Entry, Prose, Sourced
from inspectorate.language import gettext as _
from inspectorate.organisation.model import Organisation
from inspectorate.organisation.name import bare, key, words

PRODUCT = Path(__file__).with_name("organisations.yaml")
#: What may stand between two words of a name; a line may end there.
GAP = r"[,\s-]{1,8}(?:(?:and|AND|&)\s{1,8})?(?:the\s{1,8})?"
#: "probation service" names one of these.
SERVICES = ("PDU", "region")

Kind = Literal["PDU", "region", "youth justice service", "CRC", "NPS division", "approved premises", "national"]
Year = int | None
Identifier = Annotated[str, Field(min_length=3, max_length=120, pattern=r"^[a-z]+/[a-z0-9-]+$")]


class _Dated(Sourced):
    first: Year = Field(None, alias="from", description="the year from which it is known under this name")
    last: Year = Field(None, alias="to", description="the last year in which it is known under this name")
    region: str | None = Field(None, description="the name of the region it lies in")

    @field_validator("first", "last", mode="before")
    @classmethod
    def _year(cls, value: Any) -> Any:
        return int(value) if isinstance(value, str) and re.fullmatch(r"\d{4}", value) else value


class OrganisationEntry(_Dated):
    """One organisation in a file."""

    id: Identifier = Field(description="an id that never changes, such as pdu/northmoor")
    name: Prose
    aliases: tuple[Prose, ...] = ()
    became: tuple[Identifier, ...] = Field((), description="ids of those it was merged into, split into or renamed")


class OrganisationGroup(_Dated):
    """Organisations of one kind; what the group says holds for each that does not say otherwise."""

    kind: Kind
    organisations: tuple[OrganisationEntry, ...]


class OrganisationFile(Entry):
    """A file of organisations."""

    sources: Mapping[str, Prose] = Field(default_factory=dict)
    groups: tuple[OrganisationGroup, ...]


class Naming(NamedTuple):
    """A place where a known name stands: its span, the name as written, and every organisation it may mean."""

    start: int
    end: int
    as_written: str
    candidates: tuple[Organisation, ...]


class Directory:
    """Organisations, found by name."""

    def __init__(self, organisations: Iterable[Organisation]):
        self.organisations = tuple(organisations)
        self.by_id = {organisation.id: organisation for organisation in self.organisations}

    @cached_property
    def _by_key(self) -> dict[str, tuple[Organisation, ...]]:
        found: dict[str, list[Organisation]] = defaultdict(list)
        for organisation in self.organisations:
            for name in dict.fromkeys(map(key, (organisation.name, *organisation.aliases))):
                found[name].append(organisation)
        return {name: tuple(organisations) for name, organisations in found.items()}

    def named(self, name: str) -> tuple[Organisation, ...]:
        """Every organisation of a name or alias, of whatever kind."""
        return self._by_key.get(key(name)) or self._by_key.get(key(bare(name)[0]), ())

    def find(
        self, name: str, kind: str | None = None, region: str | None = None, year: int | None = None
    ) -> Organisation | None:
        """The organisation of a name as a document writes it; None where none fits, or several do.

        Words for its kind ("PDU", "probation service in"), case, hyphens, "&" and an Oxford comma do not matter. A
        name given up before ``year`` finds what it became, where that is one.
        """
        text, written = bare(name)
        kinds = {kind} if kind else set(SERVICES) if written == "service" else {written} if written else None
        fitting = [
            organisation
            for organisation in self._by_key.get(key(text), ())
            if (kinds is None or organisation.kind in kinds) and (not region or organisation.region in (None, region))
        ]
        if year is not None:
            fitting = [known for organisation in fitting for known in self._in(organisation, year)]
        different = {organisation.id: organisation for organisation in fitting}
        return next(iter(different.values())) if len(different) == 1 else None

    def _in(self, organisation: Organisation, year: int) -> list[Organisation]:
        """What an organisation is called in a year: itself, or the one that it became."""
        if organisation.last is not None and year > organisation.last and len(organisation.became) == 1:
            return [self.by_id[organisation.became[0]]]
        too_late = organisation.last is not None and year > organisation.last
        too_early = organisation.first is not None and year < organisation.first
        return [] if too_late or too_early else [organisation]

    def nearest(self, name: str, kind: str = "PDU", region: str | None = None) -> tuple[Organisation, ...]:
        """What a name that nobody bears may have been meant for: those of the kind that share its first word."""
        words = key(bare(name)[0]).split()
        if not words or self.named(name):
            return ()
        return tuple(
            organisation
            for organisation in self.organisations
            if organisation.kind == kind
            and (not region or organisation.region == region)
            and key(organisation.name).split()[0] == words[0]
        )

    @cached_property
    def _pattern(self) -> re.Pattern[str]:
        tree: dict[str, Any] = {}
        forms: dict[str, set[str]] = defaultdict(set)
        for organisation in self.organisations:
            for name in (organisation.name, *organisation.aliases):
                node = tree
                for word in words(name):
                    forms[key(word)].add(word)
                    node = node.setdefault(key(word), {})
                node[""] = {}
        return re.compile(rf"(?<![\w'])(?=[A-Z]){_branches(tree, forms)}")

    def mentions(self, text: str, start: int = 0, end: int | None = None) -> list[Naming]:
        """Every place where a known name stands as whole words, the longest name that fits; capitals matter."""
        found = self._pattern.finditer(text, start, len(text) if end is None else end)
        return [
            Naming(place.start(), place.end(), " ".join(place[0].split()), self._by_key[key(place[0])])
            for place in found
        ]


def _branches(node: Mapping[str, Any], forms: Mapping[str, set[str]]) -> str:
    """A pattern of all that may follow, longer names before shorter ones."""
    branches = [_word(forms[word]) + _rest(after, forms) for word, after in sorted(node.items()) if word]
    return f"(?:{'|'.join(branches)})"


def _rest(node: Mapping[str, Any], forms: Mapping[str, set[str]]) -> str:
    if set(node) == {""}:
        return r"(?!\w)"
    more = rf"{GAP}{_branches(node, forms)}"
    return rf"(?!\w)(?:{more})?" if "" in node else more


def _word(forms: set[str]) -> str:
    """A word of a name as the directory writes it, or in capitals."""
    written = sorted(forms | {form.upper() for form in forms})
    return f"(?:{'|'.join(map(re.escape, written))})" if len(written) > 1 else re.escape(written[0])


def load_directory(path: Path | str) -> Directory:
    """The organisations in a file. Raises ``BadInput`` with every fault."""
    document = read_yaml(Path(path))
    organisations, places = _organisations(document.whole(OrganisationFile))
    _check(document, organisations, places)
    document.raise_if_any()
    return Directory(organisations)


@cache
def product_directory() -> Directory:
    """The organisations that come with the library."""
    return load_directory(PRODUCT)


def _organisations(file: OrganisationFile) -> tuple[list[Organisation], list[tuple[str | int, ...]]]:
    found: list[Organisation] = []
    places: list[tuple[str | int, ...]] = []
    for number, group in enumerate(file.groups):
        for place, entry in enumerate(group.organisations):
            source = entry.source or group.source
            found.append(
                Organisation(
                    id=entry.id,
                    name=entry.name,
                    kind=group.kind,
                    region=entry.name if group.kind == "region" else entry.region or group.region,
                    aliases=entry.aliases,
                    first=entry.first or group.first,
                    last=entry.last or group.last,
                    became=entry.became,
                    source=file.sources.get(source, source),
                    certainty=str(entry.certainty or group.certainty or "assumed"),
                )
            )
            places.append(("groups", number, "organisations", place))
    return found, places


def _check(document: Document, organisations: list[Organisation], places: list[tuple[str | int, ...]]) -> None:
    """Note ids given twice, regions and ids that are nowhere, and two of a kind that share a name in one region."""

    def fault(place: tuple[str | int, ...], field: str, problem: str, mend: str) -> None:
        path = (*place, field)
        document.faults.append(Fault(document.file, document.line(path), dotted(path), problem, mend))

    ids = {organisation.id for organisation in organisations}
    regions = {organisation.name for organisation in organisations if organisation.kind == "region"}
    seen: set[str] = set()
    names: dict[tuple[str, str, str | None], str] = {}
    for organisation, place in zip(organisations, places, strict=True):
        if organisation.id in seen:
            fault(place, "id", f"the id '{organisation.id}' stands here a second time", "give each its own id")
        seen.add(organisation.id)
        if organisation.region and organisation.region not in regions:
            fault(place, "region", f"there is no region '{organisation.region}'", "add it, or correct its name")
        for other in organisation.became:
            if other not in ids:
                fault(place, "became", f"there is no organisation '{other}'", "add it, or correct the id")
        for name in dict.fromkeys(map(key, (organisation.name, *organisation.aliases))):
            bearer = names.setdefault((organisation.kind, name, organisation.region), organisation.id)
            if bearer != organisation.id:
                problem = _("'{name}' already means '{bearer}', of the same kind and region").format(
                    name=name, bearer=bearer
                )
                fault(place, "name", problem, "keep one of the two names, or give one another")
