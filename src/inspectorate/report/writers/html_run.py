"""Runs of text as HTML, with their footnotes called; and the notes themselves, linked both ways."""

import re
from dataclasses import dataclass, field
from html import escape

from inspectorate.language import gettext as _
from inspectorate.report.document import Run, Runs
from inspectorate.report.writers.link import is_outward
from inspectorate.report.writers.outline import Outline, identifier
from inspectorate.report.writers.standing import LINES

_LANGUAGE = re.compile(r"[a-z]{2,3}(-[a-z0-9]{2,8})*", re.IGNORECASE)


@dataclass
class Notes:
    """Footnotes in the order in which they are called, from 1."""

    outline: Outline
    called: list[Runs] = field(default_factory=list)

    def html(self, runs: Runs) -> str:
        """Runs as HTML; each footnote in them takes the next number."""
        return "".join(self._run(run) for run in runs)

    def _run(self, run: Run) -> str:
        text = "<br>".join(escape(line) for line in LINES.split(run.text))
        for name, wanted in (("em", run.emphasis), ("strong", run.strong)):
            text = f"<{name}>{text}</{name}>" if wanted and text else text
        if run.language and (said := language(run.language)):
            text = f'<span lang="{said}">{text}</span>'
        if address := self._address(run.link):
            text = f'<a href="{escape(address)}">{text}</a>'
        return text + (self._call(run.note) if run.note else "")

    def _address(self, link: str) -> str:
        if self.outline.leads(link):
            return f"#{identifier(link[1:])}"
        return link if is_outward(link) else ""

    def _call(self, note: Runs) -> str:
        self.called.append(note)
        number = len(self.called)
        said = escape(_("Note {number}").format(number=number))
        return (
            f'<sup class="noteref"><a href="#note-{number}" id="noteref-{number}" role="doc-noteref" '
            f'aria-label="{said}">{number}</a></sup>'
        )

    def section(self) -> str:
        """Every note that was called, at the end of the page; nothing of none. A note may call further ones."""
        items: list[str] = []
        while len(items) < len(self.called):
            items.append(self._note(len(items) + 1))
        if not items:
            return ""
        return (
            '<section class="notes new-page" role="doc-endnotes" aria-labelledby="notes">\n'
            f'<h2 id="notes">{escape(_("Notes"))}</h2>\n<ol>\n{"".join(items)}</ol>\n</section>\n'
        )

    def _note(self, number: int) -> str:
        said = escape(_("Back to where note {number} is called").format(number=number))
        back = f'<a class="back" href="#noteref-{number}" role="doc-backlink" aria-label="{said}">↩</a>'
        return f'<li id="note-{number}">{self.html(self.called[number - 1])} {back}</li>\n'


def language(code: str) -> str:
    """A code of a language as pages know it; nothing of what is none."""
    return code if _LANGUAGE.fullmatch(code) else ""
