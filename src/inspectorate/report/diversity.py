"""Results by groups of cases, made from the evidence where the author of the part wrote nothing."""

from collections.abc import Iterator

from inspectorate.aggregation.counts import Count
from inspectorate.language import gettext as _
from inspectorate.language import noted
from inspectorate.report.document import Block, Blocks, Cell, Paragraph, Run, Table
from inspectorate.report.fact_base import Split
from inspectorate.report.material import Material

#: The part of an outline that tells of it.
PART = "diversity-and-inclusion"


def diversity(made: Material) -> Blocks:
    """The key question that decides each standard, by each characteristic of which groups may be shown."""
    return tuple(block for split in made.base.splits for block in _of(made, split))


def _of(made: Material, split: Split) -> Iterator[Block]:
    rated = [each for each in made.base.rated.standards if each.driven_by and each.standard.rated]
    questions = [each.driven_by.question for each in rated if each.driven_by]
    shown = [one for one in questions if any(row.get(one.id) for row in split.counts.values())]
    if not shown:
        return
    groups = tuple(split.counts)
    yield Table(
        made.ours(noted("Cases judged sufficient, by {characteristic}"), characteristic=made.named(split.title)),
        (made.ours(noted("Key question")), *(made.of_edition(group) for group in groups)),
        tuple(
            (
                Cell(made.of_edition(one.text)),
                *(_cell(made, split, one.id, split.counts[group].get(one.id)) for group in groups),
            )
            for one in shown
        ),
        numbers=frozenset(range(1, len(groups) + 1)),
        note=made.ours(noted("Groups of few cases are not shown.")),
        anchor=f"by-{split.characteristic}",
    )
    untested = [one for one in shown if one.id not in split.tested]
    if untested:
        caveat = made.of_edition(
            made.house.untested.text, group=_("groups by {name}").format(name=made.named(split.title).text)
        )
        yield Paragraph(caveat, "small", f"by-{split.characteristic}-caveat")


def _cell(made: Material, split: Split, question: str, count: Count | None) -> Cell:
    proportion = count.proportion if count else None
    if proportion is None:
        return Cell(made.ours(noted("not shown")))
    differs = _(" (differs)") if split.tested.get(question) else ""
    said = _("{part} of {whole}").format(part=proportion.sufficient, whole=proportion.relevant)
    return Cell((Run(said), Run(differs)) if differs else (Run(said),))
