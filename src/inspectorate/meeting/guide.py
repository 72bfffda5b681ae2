"""The guide of a meeting: its questions, made from the key questions and prompts of the standards that are chosen."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass

from inspectorate.framework.model import Edition, Standard


@dataclass(frozen=True)
class GuideQuestion:
    """One question of a guide.

    ``standard`` is the id of the standard that it is asked for, blank for none; ``source`` the id of the key question
    or prompt that it was made from, blank for one of the inspectors' own. Its words may have been changed since.
    """

    text: str
    standard: str = ""
    source: str = ""


def of_service(edition: Edition, service: str = "") -> tuple[Standard, ...]:
    """The standards that an inspection of a service can ask about, in the order of the framework."""
    return tuple(one for one in edition.standards if one.service in (None, service or None))


def guide_from(edition: Edition, standards: Collection[str]) -> tuple[GuideQuestion, ...]:
    """Each key question of these standards, followed by its prompts, in the order of the framework."""
    return tuple(
        GuideQuestion(asked.text, standard.id, asked.id)
        for standard in edition.standards
        if standard.id in standards
        for question in standard.key_questions
        for asked in (question, *question.prompts)
    )


def in_order(edition: Edition, guide: Iterable[GuideQuestion]) -> tuple[GuideQuestion, ...]:
    """A guide with the questions of each standard together, in the order of the framework; those of none come last."""
    places = {standard.id: place for place, standard in enumerate(edition.standards)}
    return tuple(sorted(guide, key=lambda each: places.get(each.standard, len(places))))


def with_added(guide: Iterable[GuideQuestion], more: Iterable[GuideQuestion]) -> tuple[GuideQuestion, ...]:
    """A guide and what is not in it yet: a question that was made from the same place before stays as it is."""
    stands = tuple(guide)
    known = {each.source for each in stands if each.source}
    return (*stands, *(each for each in more if each.source not in known))
