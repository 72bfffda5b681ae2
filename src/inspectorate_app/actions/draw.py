"""A draw computed: the library's sample with codes in place of practitioners' names, and what pages show of it.

Nothing here writes. It takes seconds for a large caseload, and so happens before the inspection is locked.
"""

import secrets
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from django.utils import translation
from django.utils.translation import gettext as _

from inspectorate.errors import FaultLog
from inspectorate.framework.model import Edition, SamplingSpecification
from inspectorate_app.store.queries.sample import Ground

if TYPE_CHECKING:
    from inspectorate.sampling.balance import Group
    from inspectorate.sampling.caseload import CaseloadRow
    from inspectorate.sampling.draw import Draw, Plan
    from inspectorate.sampling.eligibility import Cohort
    from inspectorate.sampling.record import SampleRecord

_MOST = 100_000


@dataclass(frozen=True)
class Wanted:
    """What was asked for: None, or a blank seed, for what the edition says. ``cap`` 0 is none at all."""

    size: int | None = None
    buffer_percent: int | None = None
    cap: int | None = None
    seed: str = ""
    take_all: bool = False

    def require_possible(self) -> None:
        """Raise ``BadInput`` for numbers that no draw can have, each under the name of its field."""
        log = FaultLog("draw")
        for field, number, least, most in (
            ("size", self.size, 1, _MOST),
            ("buffer_percent", self.buffer_percent, 0, 1_000),
            ("cap", self.cap, 0, _MOST),
        ):
            if number is not None and not least <= number <= most:
                log.add(
                    _("{number} is not possible").format(number=number),
                    _("give a number from {least} to {most}").format(least=least, most=most),
                    field=field,
                )
        if len(self.seed) > 80 or not self.seed.isprintable():
            log.add(
                _("the seed is too long, or has what cannot be printed"), _("give up to 80 characters"), field="seed"
            )
        log.raise_if_any()


@dataclass(frozen=True)
class Source:
    """A caseload read: its content, and the cohort in it with the names of practitioners."""

    content: bytes
    rows: "tuple[CaseloadRow, ...]"
    cohort: "Cohort"


def read_source(content: bytes, ground: Ground, edition: Edition, specification: SamplingSpecification) -> Source:
    """The eligible cases of a caseload that was found sound when it was uploaded, and the excluded ones."""
    from inspectorate.sampling.eligibility import find_cohort
    from inspectorate_app.actions.caseload_file import read

    rows = read(content, ground.file_name, edition, specification, ground.as_of)
    with translation.override("en"):  # what is kept is English, whoever draws
        return Source(content, rows, find_cohort(rows, edition, specification, ground.as_of, ground.weeks))


def drawn(
    cohort: "Cohort", wanted: Wanted, ground: Ground, specification: SamplingSpecification
) -> "tuple[Draw, Draw]":
    """The draw from the real names, so that anyone with the caseload can repeat it, and the same with codes."""
    from inspectorate.sampling.draw import draw

    real = draw(cohort.eligible, _plan(specification, wanted, len(cohort.eligible)))
    codes = codes_of((case.practitioner for case in cohort.eligible), ground)
    outcomes = [
        replace(each, case=replace(each.case, practitioner=codes[each.case.practitioner])) for each in real.outcomes
    ]
    return real, replace(real, outcomes=tuple(outcomes))


def _plan(specification: SamplingSpecification, wanted: Wanted, eligible: int) -> "Plan":
    """What is asked of the draw, with the edition's values for what was not given."""
    from inspectorate.sampling.draw import Plan
    from inspectorate.sampling.size import sample_size

    seed = wanted.seed or secrets.token_hex(8)
    if wanted.take_all:
        return Plan(eligible, 0, None, seed)
    size = wanted.size
    if size is None:
        size = sample_size(eligible, specification.size.confidence, specification.size.margin)
    cap = wanted.cap
    if cap is None and specification.cap_per_practitioner:
        cap = specification.cap_per_practitioner.value
    buffer = specification.buffer_percent.value if wanted.buffer_percent is None else wanted.buffer_percent
    return Plan(size, buffer, cap or None, seed)


def codes_of(practitioners: Iterable[str], ground: Ground) -> dict[str, str]:
    """A code for each practitioner by name: the one they have in this inspection, or the next, in an order by lot.

    The order is not that of the alphabet, which would tell something of the names; it is the same in every draw from
    one caseload.
    """
    from inspectorate.sampling.lot import rank
    from inspectorate.sampling.person import plain

    names = sorted(set(practitioners))
    new = {plain(name) for name in names} - ground.codes.keys()
    in_order = sorted(new, key=lambda name: rank(ground.sha256, "practitioner", name))
    known = {
        **ground.codes,
        **{name: f"P{place:02}" for place, name in enumerate(in_order, start=ground.last_code + 1)},
    }
    return {name: known[plain(name)] for name in names}


def record_of(
    coded: "Draw",
    source: Source,
    ground: Ground,
    edition: Edition,
    specification: SamplingSpecification,
    wanted: Wanted,
) -> "SampleRecord":
    """The record of a draw, with its statement for the report: kept, and so in English whoever draws."""
    with translation.override("en"):
        return _record_of(coded, source, ground, edition, specification, wanted)


def _record_of(
    coded: "Draw",
    source: Source,
    ground: Ground,
    edition: Edition,
    specification: SamplingSpecification,
    wanted: Wanted,
) -> "SampleRecord":
    from inspectorate.sampling import record
    from inspectorate.sampling.statement import sampling_statement

    is_computed = wanted.size is None and not wanted.take_all
    statement = sampling_statement(
        coded,
        specification,
        excluded=len(source.cohort.excluded),
        as_of=ground.as_of,
        weeks=ground.weeks,
        size_from=(specification.size.confidence, specification.size.margin) if is_computed else None,
    )
    if wanted.take_all:
        statement = f"Every eligible case of the list was taken. {statement}"
    return record.record_of(
        coded,
        source.cohort.excluded,
        edition=edition,
        caseload=source.content,
        as_of=ground.as_of,
        weeks=ground.weeks,
        statement=statement,
    )


def picture_of(
    real: "Draw", coded: "Draw", cohort: "Cohort", edition: Edition, specification: SamplingSpecification
) -> dict[str, Any]:
    """Target against drawn at every level, exclusions by kind, and what the next draw must know of the codes."""
    from inspectorate.sampling import balance
    from inspectorate.sampling.eligibility import kind_of

    titles = {each.id: each.title for each in specification.strata}
    codes = {
        mine.case.practitioner: theirs.case.practitioner
        for mine, theirs in zip(real.outcomes, coded.outcomes, strict=True)
    }
    return {
        "seed": real.plan.seed,
        "requested": real.plan.size,
        "buffer_percent": real.plan.buffer_percent,
        "cap": real.plan.cap,
        "eligible": len(real.outcomes),
        "excluded": len(cohort.excluded),
        "excluded_by_kind": _counted(kind_of(each.reason) for each in cohort.excluded),
        "main": len(real.of_role("main")),
        "reserve": len(real.of_role("reserve")),
        "shortfall": real.shortfall,
        "reserve_shortfall": real.reserve_shortfall,
        "strata": [_group(each, titles[each.name]) for each in balance.strata(real, specification)],
        "areas": [_group(each, each.name) for each in balance.areas(real)],
        "teams": [_group(each, each.name) for each in balance.teams(real)],
        "practitioners": sorted(
            (_group(each, codes[each.name]) for each in balance.practitioners(real)), key=lambda row: row["name"]
        ),
        "watched": [
            {
                "characteristic": edition.characteristic_by_id[each.characteristic].title,
                "value": each.value,
                "eligible": each.eligible,
                "selected": each.selected,
                "reserve": each.reserve,
            }
            for each in balance.watched(real, edition, specification)
        ],
        "last_code": max((_number(code) for code in codes.values()), default=0),
    }


def _group(group: "Group", name: str) -> dict[str, Any]:
    return {
        "name": name,
        "area": group.area,
        "eligible": group.eligible,
        "share": round(float(group.share), 2),
        "target": group.target,
        "selected": group.selected,
    }


def _counted(kinds: Iterable[str]) -> dict[str, int]:
    return dict(Counter(kinds).most_common())


def _number(code: str) -> int:
    return int(code.removeprefix("P"))
