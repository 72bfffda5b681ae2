"""Whether every text of every template can be translated: one that is not marked fails here, by its words."""

import pytest

from tests.words.catalogue import TEMPLATES, jinja
from tests.words.text import untranslated

#: Texts that need no translation, and why.
LEFT = {
    "component/tag.html": (
        "Requires improvement",
        "the rating whose colour is looked up; it is translated beside it",
    ),
    "result/results_beside.html": ("key question", "a kind of measure, which is compared and never shown"),
}


def test_every_text_of_every_template_can_be_translated():
    """Write ``{{ _("Text") }}``, or ``{% trans %}`` where there are values or tags in it: templates/README.md."""
    made = jinja()
    found = {}
    for path in sorted(TEMPLATES.rglob("*.html")):
        name = path.relative_to(TEMPLATES).as_posix()
        left = [
            text for text in untranslated(path.read_text(encoding="utf-8"), made) if text != LEFT.get(name, [""])[0]
        ]
        if left:
            found[name] = left
    assert found == {}


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("<p>Answers</p>", ["Answers"]),
        ("<p>{{ n }} of them</p>", ["of them"]),
        ('<p class="govuk-body">{{ _("Answers") }}</p>', []),
        ("{% trans n=1 %}{{ n }} of <b>them</b>{% endtrans %}", []),
        ('<nav aria-label="In this inspection"></nav>', ['aria-label="In this inspection"']),
        ('{{ tag("Nothing is missing") }}', ["Nothing is missing"]),
        ('{{ tag(_("Nothing is missing")) }}', []),
        ('{{ n | plural("person who answered", "people who answered") }}', []),
        ('<p lang="cy">Nid yw ar gael.</p>', []),
        ('<p class="{{ "govuk-body govuk-!-margin" if x }}">&nbsp;</p>', []),
    ],
)
def test_the_check_sees_a_text_that_is_not_marked(source, expected):
    assert untranslated(source, jinja()) == expected
