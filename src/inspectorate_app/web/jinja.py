"""The Jinja environment of the pages: loaders, globals and filters. Everything printed is escaped."""

import datetime
import re
from collections.abc import Hashable, Mapping, Sequence
from functools import lru_cache
from typing import Any
from zoneinfo import ZoneInfo

from django.templatetags.static import static
from django.utils.functional import Promise
from django.utils.text import slugify
from django.utils.translation import get_language, gettext, ngettext
from jinja2 import ChoiceLoader, Environment, PackageLoader, PrefixLoader, Template, Undefined
from jinja2.environment import TemplateModule
from jinja2.runtime import Context, Macro
from markupsafe import Markup, escape

from inspectorate.framework.model import printed_code
from inspectorate.language import noted
from inspectorate.sampling.dates import clock, in_words, month_in_words
from inspectorate_app.store.queries import edition
from inspectorate_app.store.queries.hold import since
from inspectorate_app.web.address import address
from inspectorate_app.web.forms import error_list, view
from inspectorate_app.web.inspection.navigation import PUBLISHING, covered_holds, groups, may_search, may_see_holds

_LONDON = ZoneInfo("Europe/London")
_WEEKDAYS = (
    *(noted("Monday"), noted("Tuesday"), noted("Wednesday"), noted("Thursday")),
    *(noted("Friday"), noted("Saturday"), noted("Sunday")),
)
#: What editions call ratings. In Welsh as HM Inspectorate of Probation says them: docs/how-to/translate.md.
RATINGS = (noted("Outstanding"), noted("Good"), noted("Requires improvement"), noted("Inadequate"))
#: The code of a standard or a question before its title: 2.1, P 1.1.
_CODE = re.compile(r"(?:[A-Z]+ )?\S*\d\S* ")
_PROSE_TAGS = {
    *(
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "p",
        "ul",
        "ol",
        "li",
        "strong",
        "em",
        "a",
        "blockquote",
        "code",
        "pre",
        "br",
    ),
    *("hr", "table", "thead", "tbody", "tr", "th", "td"),
}
_PROSE_ATTRIBUTES = {"a": {"href"}, "ol": {"start"}}


class Missing(Undefined):
    """A name that a page was not given: it counts as false in a test, and fails when it is printed or walked through.

    So ``{% if person %}`` may ask for what some pages have not, and a misspelt ``{{ persno }}`` is never an empty text.
    """

    __slots__ = ()
    __str__ = __iter__ = __len__ = __contains__ = Undefined._fail_with_undefined_error


class Page(Template):
    """A template whose globals are those of the environment: what it imports need not be looked through for others."""

    def _get_default_module(self, ctx: Context | None = None) -> TemplateModule:
        return super()._get_default_module()


def environment(**options: Any) -> Environment:
    """The environment that Django's Jinja2 backend asks for. Templates of govuk-frontend-jinja can be imported too."""
    govuk = PrefixLoader({"govuk_frontend_jinja": PackageLoader("govuk_frontend_jinja")})
    loaders = [options["loader"], govuk] if options.get("loader") else [govuk]
    options |= {
        "autoescape": True,
        # all of them: to know which were asked for last costs more than they take
        "cache_size": -1,
        "undefined": Missing,
        "loader": ChoiceLoader(loaders),
        "trim_blocks": True,
        "lstrip_blocks": True,
        "extensions": ["jinja2.ext.i18n", "jinja2.ext.do"],
    }
    made = Environment(**options)  # noqa: S701 - autoescape is on, three lines above
    made.template_class = Page
    # The old style of the extension: what `_` gives is a text like any other, and is escaped where it is printed.
    made.install_gettext_callables(gettext, ngettext, newstyle=False)  # type: ignore[attr-defined]  # by the extension
    made.globals |= {
        **{"_": said, "language": get_language},
        **{"static": lru_cache(static), "url": address, "kept": kept},
        **{
            "each_form": each_form,
            "column_names": column_names,
            "view": view,
            "error_list": error_list,
            "room_groups": groups,
            "may_search": may_search,
            # legal holds
            "PUBLISHING": PUBLISHING,
            "hold_since": since,
            "may_see_holds": may_see_holds,
            "covered_holds": covered_holds,
        },
    }
    made.tests |= {"string": is_text, "in_english": is_in_english}
    made.filters |= {
        "day": day,
        "month": month,
        "weekday": weekday,
        "until": until,
        "clock": clock,
        "moment": moment,
        "markdown": markdown,
        "plural": plural,
        "translated": gettext,
        "slug": slugify,
        "of_edition": of_edition,
        "in_english": in_english,
        "code": printed_code,
    }
    return made


def is_text(value: object) -> bool:
    """Whether a value is a text: one that is translated when it is shown is one too, though not yet a ``str``."""
    return isinstance(value, str | Promise)


def kept(macro: Macro, *arguments: Hashable) -> Markup:
    """What a macro makes of its arguments, made once: for what an edition says, which many pages repeat.

    Never for what people wrote. A text and its markup are told apart by their types, though they are equal.
    """
    return _kept(get_language(), macro, *arguments)


@lru_cache(maxsize=8192, typed=True)
def _kept(_language: str, macro: Macro, *arguments: Hashable) -> Markup:
    return Markup(macro(*arguments))  # noqa: S704 - a macro escapes what it prints


def said(message: str, /, **values: object) -> str:
    """A message of a page in its language, with values in it: ``{{ _("Case %(number)s", number=case.number) }}``.

    Only for messages that stand in the template; what comes from elsewhere goes through the filter ``translated``. The
    words are escaped where they are printed; a value that is markup stays markup.
    """
    words = gettext(message)
    if any(hasattr(value, "__html__") for value in values.values()):
        return escape(words) % values
    return words % values if values else words


def in_english(text: str) -> str:
    """What is kept in English whatever language it was done in, marked so on a page in another."""
    if (get_language() or "en") == "en":
        return text
    return Markup('<span lang="en">{}</span>').format(text)


def of_edition(text: Any) -> Any:
    """A text of an edition in the language of the page; where it has no translation, marked as the English it is.

    So a screen reader reads it as English. A code may stand before it: 2.1 Court work. Ratings are texts of editions
    too. What no edition says, such as what people wrote, stays as it is. Not for attributes and options: there
    ``text | of_edition | striptags`` is, and the test ``in_english`` tells what an option is to be marked with.
    """
    language = get_language() or "en"
    if language == "en" or not isinstance(text, str) or hasattr(text, "__html__"):
        return text
    if text in RATINGS:
        return _marked(text, gettext(text))
    found = _CODE.match(text)
    if found and not edition.says(text) and edition.says(rest := text[found.end() :]):
        return escape(found[0]) + of_edition(rest)
    if not edition.says(text):
        return text
    return _marked(text, edition.said_in(language).get(text) or text)


def _marked(text: str, said: str) -> str:
    """What is said of a text, or the text itself, marked as English."""
    return said if said != text else Markup('<span lang="en">{}</span>').format(text)


def is_in_english(text: Any) -> bool:
    """Whether a page in another language shows a text of an edition in English: an option is marked so as a whole."""
    return hasattr(shown := of_edition(text), "__html__") and 'lang="en"' in shown


def column_names(columns: Sequence[Any]) -> tuple[tuple[str, bool, bool], ...]:
    """Of each column of a table its name as plain text, and whether it is numeric or hidden; once for all rows."""
    named = [column if isinstance(column, Mapping) else {"text": column} for column in columns]
    return tuple(
        (
            str(Markup(str(of_edition(each["text"]))).striptags()),  # noqa: S704 - its tags are taken out
            bool(each.get("numeric")),
            bool(each.get("hide")),
        )
        for each in named
    )


def day(value: datetime.date) -> str:
    """9 February 2023. Of a moment, the day that it is in London."""
    return in_words(_in_london(value).date() if isinstance(value, datetime.datetime) else value)


def weekday(value: datetime.date) -> str:
    """Thursday."""
    return gettext(_WEEKDAYS[value.weekday()])


def month(value: datetime.date) -> str:
    """February 2023."""
    return month_in_words(value.isoformat())


def until(first: datetime.date, last: datetime.date) -> str:
    """24 October to 4 November 2022; the year of the first day too where it is another."""
    begin = in_words(first)
    if first.year == last.year:
        begin = begin.removesuffix(f" {first.year}")
    return gettext("{first} to {last}").format(first=begin, last=in_words(last))


def moment(value: datetime.datetime) -> str:
    """9 February 2023 at 2.05pm, in London. Raises ``ValueError`` for a moment without a time zone."""
    there = _in_london(value)
    return gettext("{day} at {time}").format(day=in_words(there.date()), time=clock(there.time()))


def _in_london(value: datetime.datetime) -> datetime.datetime:
    if value.tzinfo is None:
        raise ValueError(f"{value} has no time zone, so nobody knows when it was")
    return value.astimezone(_LONDON)


def plural(count: int, one: str, many: str = "") -> str:
    """1 case, 2 cases, 1,203 cases; ``many`` where an s is not enough: ``{{ n | plural("inquiry", "inquiries") }}``.

    In the catalogue it is "%(count)s case", "%(count)s cases", with as many forms as a language has.
    """
    return ngettext(*plural_messages(one, many), count) % {"count": f"{count:,}"}


def each_form(one: str, many: str) -> tuple[tuple[str, str], ...]:
    """A message for a script, with ``{count}`` in it, in each form of the language: for 0, 1, 2, 3, 6 and ``other``.

    Those that are as all others are left out; English has 1 and other. ``component/words.html`` puts them on the page.
    """
    rest = ngettext(one, many, 5)
    own = ((str(number), ngettext(one, many, number)) for number in (0, 1, 2, 3, 6))
    return (*((number, text) for number, text in own if text != rest), ("other", rest))


def plural_messages(one: str, many: str = "") -> tuple[str, str]:
    """The two English forms of what ``plural`` says, as the catalogue has them."""
    return f"%(count)s {one}", f"%(count)s {many or one + 's'}"


@lru_cache(maxsize=2048)
def markdown(text: str, level: int = 2) -> Markup:
    """The guidance text of an edition as HTML, its top headings at ``level``. HTML in the text is shown, not obeyed."""
    import nh3
    from markdown_it import MarkdownIt

    parser = MarkdownIt("commonmark", {"html": False}).enable("table")
    tokens = parser.parse(text)
    for token in tokens:
        if token.type in ("heading_open", "heading_close"):
            token.tag = f"h{min(6, int(token.tag[1]) + level - 1)}"
    drawn = parser.renderer.render(tokens, parser.options, {})
    clean = nh3.clean(drawn, tags=_PROSE_TAGS, attributes=_PROSE_ATTRIBUTES, url_schemes={"http", "https", "mailto"})
    return Markup(f'<div class="app-prose">{clean}</div>')  # noqa: S704 - cleaned in the line above
