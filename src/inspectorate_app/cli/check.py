"""``inspectorate check``: whether this installation is fit to be used, before and while it is."""

from collections.abc import Iterator
from dataclasses import asdict, dataclass
from typing import Annotated, Literal

import typer

from inspectorate_app.cli.application import start
from inspectorate_app.cli.terminal import Format, FormatOption, answer, wrapped


@dataclass(frozen=True)
class Finding:
    """What one check found: ``ok``, a ``warning`` to look at, or a ``fault`` with which it must not be used."""

    check: str
    state: Literal["ok", "warning", "fault"]
    said: str


def check(
    with_audit: Annotated[
        bool, typer.Option("--audit", help="Check every trail of the audit trail too, from its first entry.")
    ] = False,
    form: FormatOption = Format.TEXT,
) -> None:
    """Check settings, database, static files and, with --audit, the audit trail.

    Exit status 1: there is something to look at; 2: it must not be used like this.
    """
    start()
    found = [*_settings(), *_database(), *_files()]
    if with_audit and not any(each.check == "database" and each.state == "fault" for each in found):
        found += _audit()
    answer(form, {"findings": [asdict(each) for each in found]}, lambda: _told(found))
    states = {each.state for each in found}
    raise typer.Exit(2 if "fault" in states else 1 if "warning" in states else 0)


def _settings() -> Iterator[Finding]:
    """Django's own checks for a deployment, of settings, secret key, https and cookies among them."""
    from django.conf import settings
    from django.core import checks

    messages = checks.run_checks(include_deployment_checks=True)
    for message in messages:
        state: Literal["warning", "fault"] = "fault" if message.is_serious() else "warning"
        hint = f" {message.hint}" if message.hint else ""
        yield Finding("settings", state, f"{message.msg}{hint} ({message.id})")
    if not messages:
        yield Finding("settings", "ok", "the deployment check found nothing")
    if settings.DEMONSTRATION:
        yield Finding("demonstration", "warning", "it is set up for the demonstration: everyone knows its passwords")


def _database() -> Iterator[Finding]:
    from inspectorate_app.cli.ground import on_sqlite
    from inspectorate_app.store.queries import health

    problems = health.problems()
    for problem in problems:
        yield Finding("database", "fault", problem)
    if not problems:
        yield Finding("database", "ok", f"{'SQLite' if on_sqlite() else 'PostgreSQL'} answers and is up to date")


def _files() -> Iterator[Finding]:
    from inspectorate_app.cli.ground import files_are_fresh

    if files_are_fresh():
        yield Finding("static files", "ok", "collected from this version")
    else:
        yield Finding("static files", "warning", "not collected from this version; 'inspectorate serve' collects them")


def _audit() -> Iterator[Finding]:
    from inspectorate_app.actions.audit import check as check_trail
    from inspectorate_app.store.queries import audit

    for name in audit.chain_names():
        trail = check_trail(name)
        for wrong in trail.wrong:
            yield Finding("audit trail", "fault", wrong)
        if not trail.wrong:
            counted = "1 entry" if trail.entries == 1 else f"{trail.entries} entries"
            yield Finding("audit trail", "ok", f"{name}: {counted}, whole")


def _told(found: list[Finding]) -> str:
    marks = {"ok": "ok", "warning": "LOOK AT", "fault": "FAULT"}
    return "\n".join(wrapped(f"{marks[each.state]}: {each.check}: {each.said}") for each in found)
