"""``inspectorate publication``: what is published of inspections, from the server's command line."""

from typing import TYPE_CHECKING, Annotated

import typer

from inspectorate_app.cli.application import refusals_told, start
from inspectorate_app.cli.terminal import Format, FormatOption, Json, answer, noun, table

if TYPE_CHECKING:
    from inspectorate_app.store.queries.publication import PublicationFacts

app = noun("publication", "What is published of inspections: list, show, publish-due.")


@app.command("list")
def list_publications(form: FormatOption = Format.TEXT) -> None:
    """List the publications that are on their way, and all that were published."""
    start()
    from inspectorate_app.store.queries import publication as query

    found = query.every()
    columns = {"inspection": "Inspection", "number": "Number", "state": "State", "due_at": "Due", "trouble": "Trouble"}
    rows = [_told(each) for each in found]
    answer(form, {"publications": rows}, lambda: table(columns, rows) if rows else "There is no publication.")


@app.command()
def show(
    inspection: Annotated[str, typer.Argument(metavar="INSPECTION", help="The slug of an inspection.")],
    number: Annotated[int, typer.Argument(metavar="NUMBER", min=1, help="The number of the publication.")],
    form: FormatOption = Format.TEXT,
) -> None:
    """Show a publication with its files, and whether each is there as it was made; exit status 1 where one is not."""
    start()
    from inspectorate.errors import BadInput, Fault
    from inspectorate_app.actions.publication_files import wrong_files
    from inspectorate_app.store.queries import publication as query

    found = query.find(inspection, number)
    if found is None:
        problem = f"there is no publication {number} of '{inspection}'"
        raise BadInput([Fault("", 0, "NUMBER", problem, "'publication list' names every publication")])
    wrong = {each.name for each in wrong_files(found.files)}
    files: list[Json] = [
        {
            "name": each.name,
            "language": each.language,
            "size": each.size,
            "sha256": each.sha256,
            "there": each.name not in wrong,
        }
        for each in found.files
    ]
    answer(form, _told(found) | {"sealed": found.sealed, "files": files}, lambda: _shown(found, files))
    if wrong:
        raise typer.Exit(1)


@app.command("publish-due")
def publish_due(form: FormatOption = Format.TEXT) -> None:
    """Publish what is approved and due now, as the jobs do each minute: for a server where no jobs run.

    Exit status 1 where something was due and could not be published.
    """
    start()
    from inspectorate_app.actions import publication_round
    from inspectorate_app.actions.actor import operator

    with refusals_told():
        ended = publication_round.publish_due(operator())
    rows: list[Json] = [
        {"inspection": each.inspection, "number": each.number, "published": not each.trouble, "trouble": each.trouble}
        for each in ended
    ]
    answer(form, {"due": rows}, lambda: "\n".join(map(_line, rows)) or "Nothing is due.")
    if any(each.trouble for each in ended):
        raise typer.Exit(1)


def _line(row: Json) -> str:
    said = "published" if row["published"] else f"NOT PUBLISHED: {row['trouble']}"
    return f"{row['inspection']}, publication {row['number']}: {said}"


def _told(one: "PublicationFacts") -> Json:
    return {
        "inspection": one.inspection,
        "number": one.number,
        "state": one.state,
        "day": one.day.isoformat() if one.day else None,
        "due_at": one.due_at.isoformat() if one.due_at else None,
        "published_at": one.published_at.isoformat() if one.published_at else None,
        "isbn": one.isbn or None,
        "trouble": one.trouble,
        "also_in": one.also_in,
    }


def _shown(one: "PublicationFacts", files: list[Json]) -> str:
    said = [f"{one.inspection}, publication {one.number}: {one.state}"]
    if one.published_at:
        said.append(f"Published at {one.published_at.isoformat()}")
    elif one.due_at:
        said.append(f"Due at {one.due_at.isoformat()}")
    if one.isbn:
        said.append(f"ISBN {one.isbn}")
    if one.trouble:
        said.append(one.trouble)
    if files:
        columns = {"name": "File", "language": "Language", "size": "Bytes", "there": "As it was made"}
        said.append(table(columns, [each | {"there": "yes" if each["there"] else "NO"} for each in files]))
    return "\n".join(said)
