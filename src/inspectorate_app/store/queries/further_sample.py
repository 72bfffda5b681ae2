"""A further sample that was made from the main one: which cases are in it, and how they lie beside the main sample."""

import hashlib
from collections import Counter
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from types import MappingProxyType
from typing import Any

from inspectorate.framework.wording import conditions_words
from inspectorate_app.store.models import Case
from inspectorate_app.store.queries import sample as query
from inspectorate_app.store.queries.inspection import InspectionFacts, edition_used
from inspectorate_app.store.queries.sample import MAIN, SampleFacts

#: The method of such a sample. It has no draw: its record and its picture are made from its cases as they stand.
FROM_MAIN = "main"
#: What groups the cases, by the levels of a picture.
_LEVELS: Mapping[str, str] = MappingProxyType(
    {"strata": "stratum", "areas": "area", "teams": "team", "practitioners": "practitioner"}
)


@dataclass(frozen=True)
class Followed:
    """A case of it: ``main`` is its number in the main sample. ``role``: main, or withdrawn where it left again."""

    number: int
    main: int | None
    reference: str
    role: str
    stratum: str
    area: str
    team: str
    practitioner: str


@dataclass(frozen=True)
class Group:
    """How many cases of a group are in the main sample, and how many of these in this one."""

    name: str
    main: int
    here: int


@dataclass(frozen=True)
class FurtherFacts:
    """Such a sample as it stands. ``rule`` is in words; ``main_sha256`` is of the record of the main sample."""

    sample: SampleFacts
    title: str
    rule: str
    where: str
    main_sample: int | None
    main_sha256: str
    main_cases: int
    cases: tuple[Followed, ...]
    groups: Mapping[str, tuple[Group, ...]]

    @property
    def standing(self) -> tuple[Followed, ...]:
        """The cases that are in it."""
        return tuple(each for each in self.cases if each.role == "main")


def find(inspection: InspectionFacts, sample: int) -> FurtherFacts | None:
    """The sample of an id; None where there is none, or it was drawn from a list."""
    kept = query.find(inspection.id, sample)
    if kept is None or kept.method != FROM_MAIN:
        return None
    edition = edition_used(inspection)
    module = next(each for each in query.modules_of(edition) if each.module == kept.module)
    mains = list(Case.objects.filter(inspection_id=inspection.id, sample__module=MAIN, role="main"))
    numbers = {row.reference: row.number for row in mains}
    rows = Case.objects.filter(sample_id=sample).order_by("number")
    cases = tuple(_followed(row, numbers.get(row.reference)) for row in rows)
    main, digest = _main(inspection.id)
    groups = {level: _groups(name, mains, cases) for level, name in _LEVELS.items()}
    where = conditions_words(edition, module.where)
    return FurtherFacts(kept, module.title, module.rule, where, main, digest, len(mains), cases, groups)


def record(inspection: InspectionFacts, found: FurtherFacts) -> dict[str, Any]:
    """Such a sample as JSON: by what rule, of which main sample, and which cases; practitioners are codes in it."""
    return {
        "method": "from the main sample",
        "inspection": inspection.slug,
        "edition": {"id": inspection.edition, "sha256": inspection.edition_sha256},
        "module": found.sample.module,
        "rule": found.rule,
        "where": found.where,
        "main_sample": {"id": found.main_sample, "record_sha256": found.main_sha256, "cases": found.main_cases},
        "approved_at": found.sample.approved_at.isoformat() if found.sample.approved_at else None,
        "cases": [asdict(each) for each in found.cases],
    }


def _main(inspection: int) -> tuple[int | None, str]:
    """The approved main sample, and the SHA-256 of its record as it is handed out."""
    main = next(
        (each for each in query.samples_of(inspection) if each.module == MAIN and each.state == "approved"), None
    )
    kept = query.record_of(inspection, main.id) if main else None
    return main.id if main else None, hashlib.sha256(kept.as_json().encode()).hexdigest() if kept else ""


def _followed(row: Case, main: int | None) -> Followed:
    lies = (row.stratum, row.area, row.team, row.practitioner)
    return Followed(row.number, main, row.reference, row.role, *lies)


def _groups(name: str, mains: list[Case], cases: tuple[Followed, ...]) -> tuple[Group, ...]:
    whole = Counter(getattr(row, name) for row in mains)
    here = Counter(getattr(each, name) for each in cases if each.role == "main")
    return tuple(Group(each or "Not recorded", whole[each], here[each]) for each in sorted(whole | here))
