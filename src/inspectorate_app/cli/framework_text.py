"""Editions as text for the terminal and as rows for JSON."""

import textwrap
from collections.abc import Iterable, Iterator
from dataclasses import asdict
from typing import TYPE_CHECKING

from inspectorate.framework.explanation import Explanation, certainties
from inspectorate.framework.wording import rating_words, relevance_words, sampling_words
from inspectorate_app.cli.terminal import Json, table

if TYPE_CHECKING:
    from inspectorate.framework.comparison import Change, Comparison
    from inspectorate.framework.model import Edition, Question, Sourced, Standard

WIDTH = 96


def list_row(edition: "Edition") -> Json:
    """What ``list`` tells of one edition."""
    in_force = edition.framework.in_force
    return {
        "edition": edition.id,
        "title": edition.framework.title,
        "in_force_from": in_force.from_.isoformat() if in_force.from_ else None,
        "in_force_to": in_force.to.isoformat() if in_force.to else None,
        "rated_standards": edition.rated_standards,
        "maximum_score": edition.maximum_score,
    }


def list_table(rows: Iterable[Json]) -> str:
    """The editions, one a line; ``show`` has their titles in full."""
    columns = {
        "edition": "Edition",
        "in_force_from": "From",
        "in_force_to": "To",
        "rated_standards": "Rated",
        "maximum_score": "Maximum",
    }
    return table(columns, rows)


def check_row(name: str, edition: "Edition") -> Json:
    """What ``check`` tells of a sound edition: its hash, and how much of it is assumed."""
    return {"edition": edition.id, "checked": name, "sha256": edition.sha256, **certainties(edition)}


def check_table(rows: Iterable[Json]) -> str:
    """Sound editions, one a line, the hash shortened; JSON has it in full."""
    columns = {
        "edition": "Edition",
        "published": "Published",
        "derived": "Derived",
        "assumed": "Assumed",
        "short": "SHA-256 begins",
    }
    return table(columns, [{**row, "short": row["sha256"][:16]} for row in rows])


def whole(edition: "Edition") -> str:
    """An edition: its standards and key questions, how it is rated and sampled."""
    framework = edition.framework
    dates = f"{framework.in_force.from_ or '?'} to {framework.in_force.to or 'now'}{mark(framework.in_force)}"
    maximum = "no score" if edition.maximum_score is None else f"maximum score {edition.maximum_score}"
    lines = [
        *_wrapped(f"{edition.id}: {framework.title}", ""),
        f"In force {dates}",
        f"{edition.rated_standards} rated, {maximum}",
    ]
    for section in framework.sections:
        lines += ["", f"{section.id}  {section.title}" if len(section.id) < 4 else section.title]
        for found in (standard for standard in edition.standards if standard.section == section.id):
            lines += _in_brief(found)
    if edition.rating:
        lines += ["", "Rating"]
        for name, (words, entry) in rating_words(edition.rating).items():
            lines += _wrapped(f"{name}: {'; '.join(words)}{mark(entry)}", "  ")
    if edition.sampling:
        lines += ["", "Sampling"]
        for name, text, entry in sampling_words(edition, edition.sampling):
            lines += _wrapped(f"{name}: {text}{mark(entry)}", "  ")
    for survey in edition.surveys:
        lines += ["", f"Survey {survey.id}  {survey.title}"]
        for question in survey.question_by_id.values():
            lines += _wrapped(f"{question.id}  {question.text}{mark(question)}", "  ")
    lines += ["", "[assumed]: configuration, not verified in a source. 'framework explain' names each source."]
    return "\n".join(lines)


def _in_brief(standard: "Standard") -> Iterator[str]:
    notes = [] if standard.rated else ["not rated"]
    notes += [f"{standard.service} only"] if standard.service else []
    notes += ["not in the score"] if standard.rated and not standard.scored else []
    notes += ["may be left unrated"] if standard.may_be_not_rated else []
    told = f" ({', '.join(notes)})" if notes else ""
    yield from _wrapped(f"{standard.id}  {standard.title}{told}{mark(standard)}", "  ")
    for question in standard.key_questions:
        yield from _wrapped(f"{question.id}  {question.text}{mark(question)}", "    ")


def standard(edition: "Edition", found: "Standard") -> str:
    """One standard in full, every prompt with it."""
    lines = [f"{found.id}  {found.title}{mark(found)}", *_wrapped(found.statement, "")]
    for question in found.key_questions:
        lines += ["", *_asked(edition, question, "")]
        for prompt in question.prompts:
            lines += _asked(edition, prompt, "  ")
    for rating, text in found.rating_characteristics.items():
        lines += ["", *_wrapped(f"{rating}: {text}", "")]
    lines += ["", *_wrapped(found.note, "")] if found.note else []
    return "\n".join([*lines, "", *_wrapped(f"Source: {edition.cite(found.source)}", "")])


def _asked(edition: "Edition", question: "Question", indent: str) -> Iterator[str]:
    yield from _wrapped(f"{question.id}  {question.text}{mark(question)}", indent)
    if question.relevance and question.id in edition.question_by_id:
        yield from _wrapped(f"Asked of {relevance_words(edition, question.relevance)}", indent + "    ")


def comparison_json(result: "Comparison") -> Json:
    """A comparison as data."""
    return {
        "old": result.old.id,
        "new": result.new.id,
        "changes": [asdict(change) for change in result.changes],
        "comparable": [{**asdict(series), "reworded": series.reworded} for series in result.comparable],
    }


_KINDS_OF_CHANGE = {
    "standard": "Standards",
    "key question": "Key questions",
    "rule": "Rules",
    "maximum score": "Maximum score",
    "small group": "Small groups",
}


def comparison(result: "Comparison") -> str:
    """A comparison: changes by kind, old words above new, then the series that can be compared."""
    lines = [f"From {result.old.id} to {result.new.id}: {len(result.changes)} changes"]
    for kind, title in _KINDS_OF_CHANGE.items():
        changes = [change for change in result.changes if change.kind == kind]
        if changes:
            lines += ["", title]
        for change in changes:
            lines += _changed(change)
    lines += ["", f"Questions that can be compared: {len(result.comparable)}"]
    for series in result.comparable:
        ids = ", ".join(wording.question for wording in series.wordings)
        lines.append(f"  {series.series}: {ids}{' (reworded)' if series.reworded else ''}")
    return "\n".join(lines)


def _changed(change: "Change") -> Iterator[str]:
    ids = " -> ".join(dict.fromkeys(id_ for id_ in (change.old_id, change.new_id) if id_))
    what = f" {change.what}" if change.what not in (change.kind, ids) else ""
    yield from _wrapped(f"{change.change} {ids}{what}".replace("  ", " "), "  ")
    for sign, text in (("-", change.old), ("+", change.new)):
        for line in (text or "").splitlines():
            yield from _wrapped(f"{sign} {line}", "    ")


def explanations(found: Iterable[Explanation]) -> str:
    """Things of an edition in words, a blank line between two."""
    return "\n\n".join("\n".join(_explained(one)) for one in found)


def _explained(one: Explanation) -> Iterator[str]:
    yield f"{one.id} ({one.kind}){' ' + one.title if one.title else ''}"
    for text in one.text:
        yield from _wrapped(text, "  ")
    for line in (one.relevance or "").splitlines():
        yield from _wrapped(f"Asked of: {line}", "  ")
    for place in one.used_in:
        yield from _wrapped(f"Used in: {place}", "  ")
    yield from _wrapped(f"Source: {one.source}", "  ")
    yield f"  Certainty: {one.certainty}"


def mark(entry: "Sourced") -> str:
    """What stands behind a value that was not verified in a source."""
    return " [assumed]" if entry.certainty == "assumed" else ""


def _wrapped(text: str, indent: str) -> list[str]:
    return textwrap.wrap(text, WIDTH, initial_indent=indent, subsequent_indent=indent + "    ", break_on_hyphens=False)
