"""What the register calls things in its files, in the words of a page."""

import re
from collections.abc import Mapping

from django.utils.translation import gettext as _

from inspectorate.framework.model import Edition, printed_code
from inspectorate.language import noted
from inspectorate_app.store.queries.published import day_words

#: Kinds of unit as the register calls them, written out.
KINDS: Mapping[str, str] = {
    "PDU": noted("Probation delivery unit"),
    "region": noted("Probation region"),
    "youth justice service": noted("Youth justice service"),
    "CRC": noted("Community rehabilitation company"),
    "NPS division": noted("National Probation Service division"),
    "approved premises": noted("Approved premises"),
    "national": noted("National inspection"),
}
#: Within what a unit is ranked where that is no region, as the library calls it.
EVERYWHERE = noted("all regions")
#: Whom recommendations are made to, as the register calls them, written out.
_ADDRESSEES: Mapping[str, str] = {
    "PDU": noted("Probation delivery units"),
    "region": noted("Probation regions"),
    "HMPPS": noted("HM Prison and Probation Service"),
    "CRC": noted("Community rehabilitation companies"),
    "NPS": noted("National Probation Service"),
    "YJS": noted("Youth justice services"),
    "other": noted("Others"),
}
_FIELDS: Mapping[str, str] = {
    "edition": noted("edition of the framework"),
    "published": noted("date of publication"),
    "fieldwork": noted("dates of fieldwork"),
    "fieldwork.from": noted("first day of fieldwork"),
    "fieldwork.to": noted("last day of fieldwork"),
    "overall": noted("overall rating"),
    "score": noted("score"),
    "score.points": noted("points scored"),
    "score.maximum": noted("points that could be scored"),
    "standards": noted("ratings by standard"),
    "percentages": noted("percentages by key question"),
    "sample_size": noted("number of cases"),
    "interviews": noted("number of interviews"),
    "recommendations": noted("recommendations"),
}
_MOMENT = re.compile(r"\d{4}-\d{2}(-\d{2})?")


def kind_words(kind: str) -> str:
    """A kind of unit: Probation delivery unit."""
    return _(KINDS[kind]) if kind in KINDS else kind


def addressee_words(addressee: str) -> str:
    """Whom recommendations are made to: Probation delivery units."""
    return _(_ADDRESSEES[addressee]) if addressee in _ADDRESSEES else addressee


def field_words(field: str, edition: Edition | None) -> str:
    """A field of an inspection, or an entry in one: first day of fieldwork; rating of 2.1 Court work."""
    if field in _FIELDS:
        return _(_FIELDS[field])
    head, _dot, name = field.partition(".")
    if head == "standards" and edition and name in edition.standard_by_id:
        return _("rating of {standard}").format(standard=f"{printed_code(name)} {edition.standard_by_id[name].title}")
    if head == "percentages":
        return _("percentage of {question}").format(question=printed_code(name))
    if head == "recommendations":
        return _("recommendations to {addressee}").format(addressee=name)
    return field


def value_words(value: object) -> str:
    """A value as people read it: April 2023 for 2023-04; nothing for none."""
    if value is None:
        return _("nothing")
    text = str(value)
    return day_words(text) if _MOMENT.fullmatch(text) else _(text) if text else text
