"""``inspectorate framework``: what is inspected against."""

from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from inspectorate_app.cli.terminal import Format, FormatOption, Json, answer, edition_named, noun, say

if TYPE_CHECKING:
    from inspectorate.errors import Fault

app = noun("framework", "What is inspected against: list, show, check, compare, explain editions.")

EditionArgument = Annotated[str, typer.Argument(metavar="EDITION", help="An edition by name, or the folder of one.")]


@app.command("list")
def list_(form: FormatOption = Format.TEXT) -> None:
    """List the editions that come with the product."""
    from inspectorate.framework.catalogue import edition_folders
    from inspectorate_app.cli import framework_text

    rows = [framework_text.list_row(edition_named(name)) for name in edition_folders()]
    answer(form, rows, lambda: framework_text.list_table(rows))


@app.command()
def show(
    edition: EditionArgument,
    standard: Annotated[str | None, typer.Option("--standard", help="One standard in full, such as 2.2.")] = None,
    form: FormatOption = Format.TEXT,
) -> None:
    """Show an edition, or one of its standards with every prompt."""
    from inspectorate.errors import BadInput, Fault
    from inspectorate_app.cli import framework_text

    chosen = edition_named(edition)
    if standard is None:
        answer(form, chosen.model_dump(mode="json", by_alias=True), lambda: framework_text.whole(chosen))
        return
    found = chosen.find_standard(standard)
    if found is None:
        mend = f"give one of {', '.join(chosen.standard_by_id)}"
        raise BadInput([Fault(edition, 0, "--standard", f"the edition has no standard '{standard}'", mend)])
    answer(form, found.model_dump(mode="json", by_alias=True), lambda: framework_text.standard(chosen, found))


@app.command()
def check(
    editions: Annotated[
        list[str] | None, typer.Argument(metavar="[FOLDER]...", help="Folders or names; without any, all built in.")
    ] = None,
    form: FormatOption = Format.TEXT,
) -> None:
    """Check editions, and tell every fault.

    Each with its file, line and mend; of what is sound, the hash. Exit 2 on faults.
    """
    from inspectorate.errors import BadInput
    from inspectorate.framework.catalogue import edition_folders
    from inspectorate_app.cli import framework_text

    sound: list[Json] = []
    faults: list[Fault] = []
    for name in editions or list(edition_folders()):
        try:
            sound.append(framework_text.check_row(name, edition_named(name)))
        except BadInput as error:
            faults += error.faults
    for fault in faults:
        say(str(fault))
    if faults:
        say(f"{len(faults)} fault{'s' if len(faults) != 1 else ''}.")
    if sound or form is Format.JSON:
        data = {"editions": sound, "faults": [asdict(fault) for fault in faults]}
        answer(form, data, lambda: framework_text.check_table(sound))
    if faults:
        raise typer.Exit(2)


@app.command()
def untranslated(
    edition: EditionArgument,
    language: Annotated[str, typer.Option("--language", help="The code of the language.")] = "cy",
    form: FormatOption = Format.TEXT,
) -> None:
    """List the texts of an edition that have no translation.

    A translation is a file in the edition's folder, translations/cy.yaml.
    """
    from inspectorate.framework.catalogue import product_translations
    from inspectorate.framework.translation import said_in
    from inspectorate.framework.translation_validation import shown_texts

    chosen = edition_named(edition)
    said = said_in((*chosen.translations, *product_translations()), language)
    shown = shown_texts(chosen)
    texts, all_of = [text for text in shown if text not in said], len(shown)
    answer(form, {"language": language, "texts": all_of, "untranslated": texts}, lambda: "\n".join(texts))
    say(f"{all_of - len(texts)} of {all_of} texts are translated.")


@app.command()
def compare(
    old: Annotated[str, typer.Argument(metavar="OLD", help="An edition by name, or the folder of one.")],
    new: Annotated[str, typer.Argument(metavar="NEW", help="The edition to hold against it.")],
    form: FormatOption = Format.TEXT,
) -> None:
    """Compare two editions.

    What was added, removed and reworded, and which questions can still be compared.
    """
    from inspectorate.framework.comparison import compare as compared
    from inspectorate_app.cli import framework_text

    result = compared(edition_named(old), edition_named(new))
    answer(form, framework_text.comparison_json(result), lambda: framework_text.comparison(result))


@app.command()
def explain(
    edition: EditionArgument,
    name: Annotated[
        str,
        typer.Argument(
            metavar="ID",
            help="A standard, question, scale, characteristic, stratum, decision rule, or bands, rounding, overall ...",
        ),
    ],
    form: FormatOption = Format.TEXT,
) -> None:
    """Explain one thing in an edition.

    Its words, where it is used, when it applies, where it was read.
    """
    from inspectorate.framework.explanation import explain as explained
    from inspectorate_app.cli import framework_text

    found = explained(edition_named(edition), name)
    answer(form, [asdict(one) for one in found], lambda: framework_text.explanations(found))


@app.command()
def new(
    folder: Annotated[Path, typer.Argument(metavar="FOLDER", help="Where to write it: a new or empty folder.")],
    edition: Annotated[str, typer.Option("--edition", help="The name of the edition, such as care-homes-2026.")],
    form: FormatOption = Format.TEXT,
) -> None:
    """Write a small edition to start from.

    With notes, and the schemas by which an editor completes its files.
    """
    from inspectorate.framework.starter import write_starter

    written = [str(path) for path in write_starter(folder, edition)]
    answer(form, {"edition": edition, "files": written}, lambda: "\n".join(written))
    say(f"Change what stands there, then: inspectorate framework check {folder}")
