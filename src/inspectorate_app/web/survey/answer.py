"""The pages of those who answer: by a link, without an account, a cookie or a script.

What was answered on one page is carried to the next in the page itself, and kept nowhere before it is sent:
docs/adr/0018-anonymous-surveys.md.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import wraps

from django.conf import settings
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt

from inspectorate.errors import BadInput, FaultLog
from inspectorate.framework.survey import Survey, SurveyQuestion, SurveySection
from inspectorate.survey.answer import Answers, is_asked, read_answers
from inspectorate_app.actions import survey_answer as action
from inspectorate_app.actions.refusal import NotThere, TooManyTries
from inspectorate_app.rate import WINDOW, TooOften
from inspectorate_app.store.queries import survey as query
from inspectorate_app.store.queries.inspection import InspectionFacts
from inspectorate_app.store.queries.survey import SurveyFacts
from inspectorate_app.web.forms import SummaryLine
from inspectorate_app.web.middleware.rate import address
from inspectorate_app.web.page import FORM, View, public
from inspectorate_app.web.survey.form import PREFIX, SectionForm, WordForm, texts_of

#: Where the answers of all pages are looked over.
CHECK = "check"


@dataclass(frozen=True)
class Given:
    """What one respondent has given so far, in the page that they sent."""

    survey: Survey
    sent: QueryDict

    @property
    def texts(self) -> dict[str, list[str]]:
        """What was given, by question."""
        return texts_of(self.survey, self.sent)

    @property
    def answers(self) -> Answers:
        """What of it can be kept."""
        return read_answers(self.survey, self.texts, FaultLog())

    def asked(self, section: SurveySection) -> list[SurveyQuestion]:
        """The questions of a section that this respondent is asked."""
        answers = self.answers
        return [question for question in section.questions if is_asked(self.survey, question, answers)]

    @property
    def sections(self) -> list[SurveySection]:
        """The sections in which this respondent is asked something."""
        return [section for section in self.survey.sections if self.asked(section)]

    def carried(self, beside: list[SurveyQuestion]) -> list[tuple[str, str]]:
        """What the next page holds out of sight: all that was given to other questions than its own."""
        own = {question.id for question in beside}
        return [(f"{PREFIX}-{name}", text) for name, all_of in self.texts.items() if name not in own for text in all_of]


def anonymous(view: View) -> View:
    """A page that anyone opens and that tells nobody of it: no form token, no cookie, no address passed on."""

    @csrf_exempt
    @wraps(view)
    def guarded(request: HttpRequest, **arguments: str) -> HttpResponse:
        language = chosen_language(request) or translation.get_language()
        with translation.override(language):
            response = view(request, **arguments)
        assert isinstance(response, HttpResponse)  # noqa: S101 - for the type alone
        response.setdefault("Content-Language", language)
        response["Referrer-Policy"] = "no-referrer"
        response["X-Robots-Tag"] = "noindex"
        return response

    return guarded


def chosen_language(request: HttpRequest) -> str:
    """The language that a respondent chose with the switch, or ""; it goes from page to page in the page itself."""
    offered = dict(settings.LANGUAGES)
    given = (request.POST.get("go", ""), request.POST.get("language", ""), request.GET.get("language", ""))
    return next((each for each in given if each in offered), "")


def _go_on(request: HttpRequest, route: str, **arguments: str) -> HttpResponse:
    """To another page, in the language that was chosen on this one."""
    chosen = chosen_language(request)
    return redirect(reverse(route, kwargs=arguments) + (f"?language={chosen}" if chosen else ""))


@public(FORM)
@anonymous
def enter(request: HttpRequest) -> HttpResponse:
    """Type the word of a link from paper."""
    switched = request.POST.get("go") in dict(settings.LANGUAGES)
    form = WordForm(request.POST if request.method == "POST" and not switched else None, initial=request.POST.dict())
    if form.is_valid():
        word = "".join(each for each in form.cleaned_data["word"].casefold() if each.isalnum())
        return _go_on(request, "survey_answer", word=word or "-")
    return render(request, "survey/enter.html", {"form": form, "chosen": chosen_language(request)})


@public()
@anonymous
def sent(request: HttpRequest) -> HttpResponse:
    """The answers were sent."""
    return render(request, "survey/sent.html", {})


@public(FORM)
@anonymous
def answer(request: HttpRequest, word: str) -> HttpResponse:
    """A survey: its first page, a page for each section, and one to check all answers before they are sent."""
    found = query.by_link(action.sha256_of(word))
    if found is None:
        _count_a_guess(request)
        return render(request, "survey/ended.html", {}, status=404)
    inspection, survey = found
    asked = translation.get_language() or query.ENGLISH
    spoken = query.in_language(survey, asked)
    with translation.override(asked if spoken else query.ENGLISH):
        response = _answer(request, word, inspection, spoken or survey)
        response["Content-Language"] = translation.get_language()
        return response


def _answer(request: HttpRequest, word: str, inspection: InspectionFacts, survey: SurveyFacts) -> HttpResponse:
    if survey.standing != "open":
        return render(request, "survey/not_open.html", _about(request, survey), status=404)
    if request.method != "POST":
        return _start(request, inspection, survey)
    given = Given(survey.questionnaire, request.POST)
    if request.POST.get("go") == "send":
        return _send(request, inspection, survey, given, word)
    return _next(request, inspection, survey, given)


def _about(request: HttpRequest, survey: SurveyFacts) -> dict[str, object]:
    chosen = chosen_language(request)
    return {
        "survey": survey,
        "chosen": chosen,
        "only_in_english": bool(chosen) and chosen != translation.get_language(),
    }


def _start(request: HttpRequest, inspection: InspectionFacts, survey: SurveyFacts) -> HttpResponse:
    return render(request, "survey/start.html", {"unit": inspection.unit, **_about(request, survey)})


def _next(request: HttpRequest, inspection: InspectionFacts, survey: SurveyFacts, given: Given) -> HttpResponse:
    """The page that follows the one that was sent, or the same again where an answer will not do."""
    at, go = request.POST.get("at", ""), request.POST.get("go", "")
    known = {section.id: section for section in survey.questionnaire.sections}
    if go in dict(settings.LANGUAGES):
        return _again(request, inspection, survey, given, known.get(at))
    if go in known:
        return _section(request, survey, given, known[go])
    if at in known and go == "next":
        form = SectionForm(given.survey, given.asked(known[at]), request.POST)
        if not form.is_valid():
            return _section(request, survey, given, known[at], form)
    places = given.sections
    ids = [section.id for section in places]
    if go == "back":
        before = ids.index(at) - 1 if at in ids else len(ids) - 1
        return _section(request, survey, given, places[before]) if before >= 0 else _start(request, inspection, survey)
    after = ids.index(at) + 1 if at in ids else 0
    if at == CHECK or after >= len(places):
        return _check(request, survey, given)
    return _section(request, survey, given, places[after])


def _again(
    request: HttpRequest, inspection: InspectionFacts, survey: SurveyFacts, given: Given, at: SurveySection | None
) -> HttpResponse:
    """The page whose switch was pressed, in the other language, with what was given on it."""
    if at is not None:
        return _section(request, survey, given, at)
    return _check(request, survey, given) if request.POST.get("at") == CHECK else _start(request, inspection, survey)


def _section(
    request: HttpRequest, survey: SurveyFacts, given: Given, section: SurveySection, form: SectionForm | None = None
) -> HttpResponse:
    asked = given.asked(section)
    shown = form or SectionForm(given.survey, asked, initial=_initial(given, asked))
    about = {
        **_about(request, survey),
        "section": section,
        "form": shown,
        "carried": given.carried(asked),
        "place": [each.id for each in given.sections].index(section.id) + 1 if asked else 0,
    }
    return render(request, "survey/section.html", about)


def _initial(given: Given, asked: list[SurveyQuestion]) -> Mapping[str, object]:
    """What was given before to the questions of a page, as it was typed."""
    texts = given.texts
    return {each.id: texts[each.id] if each.kind == "several" else "".join(texts[each.id][:1]) for each in asked}


def _check(request: HttpRequest, survey: SurveyFacts, given: Given, error: BadInput | None = None) -> HttpResponse:
    answers = given.answers
    parts = [
        (section, [{"key": each.text, "value": _shown(given.survey, each, answers)} for each in given.asked(section)])
        for section in given.sections
    ]
    faults = error.faults if error else ()
    problems = [SummaryLine(f"{each.problem[:1].upper()}{each.problem[1:]}: {each.mend}", "") for each in faults]
    about = {**_about(request, survey), "parts": parts, "carried": given.carried([]), "wrong": problems}
    return render(request, "survey/check.html", about)


def _shown(survey: Survey, question: SurveyQuestion, answers: Answers) -> str | list[str]:
    value = answers.get(question.id)
    titles = {choice.choice: choice.title for choice in survey.choices_of(question)}
    if isinstance(value, list):
        return [titles[each] for each in value]
    if value is None:
        return _("Not answered")
    return titles.get(value, value) if isinstance(value, str) else f"{value:,}"


def _send(
    request: HttpRequest, inspection: InspectionFacts, survey: SurveyFacts, given: Given, word: str
) -> HttpResponse:
    try:
        action.answer(word, given.texts)
    except BadInput as error:
        return _check(request, survey, given, error)
    except NotThere:
        return render(request, "survey/ended.html", {}, status=404)
    return _go_on(request, "survey_sent")


def _count_a_guess(request: HttpRequest) -> None:
    """Words that open nothing are counted with tries to sign in, in memory alone."""
    try:
        WINDOW.count(f"sign-in {address(request)}", settings.SIGN_INS_A_MINUTE)
    except TooOften as error:
        raise TooManyTries(_("Wait {seconds} seconds and try again.").format(seconds=error.seconds)) from None
