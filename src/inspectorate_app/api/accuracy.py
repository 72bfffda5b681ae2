"""The factual accuracy check: what was sent, the service's comments and our answers; and the service's own side."""

import datetime
from typing import Annotated, Any, Literal

from django.http import HttpRequest, StreamingHttpResponse
from ninja import Path, Router
from pydantic import Field

from inspectorate.report.passage import passages
from inspectorate_app.actions import accuracy as action
from inspectorate_app.actions import accuracy_comment
from inspectorate_app.actions.accuracy import Answer
from inspectorate_app.actions.accuracy_comment import Comment
from inspectorate_app.actions.permission import Action
from inspectorate_app.api.authentication import actor_of
from inspectorate_app.api.inspection import found
from inspectorate_app.api.operation import InspectionSlug, Key, once_for, operation
from inspectorate_app.api.schema import Body, Schema
from inspectorate_app.attachment import attachment
from inspectorate_app.store.queries import accuracy as query

router = Router(tags=["Factual accuracy"])
of_service = Router(tags=["Inspected service"])

CheckNumber = Annotated[int, Path(description="The number of a check", ge=0, le=2**31 - 1)]
CommentNumber = Annotated[int, Path(description="The number of a comment of it", ge=0, le=2**31 - 1)]
Passage = Annotated[int, Path(description="The number of a paragraph", ge=0, le=2**31 - 1)]
FileNumber = Annotated[int, Path(description="The number of a file of it", ge=0, le=2**31 - 1)]
Kind = Annotated[str, Path(description="report or press-release", max_length=30)]


class GivenFile(Schema):
    """A file that shows what is right."""

    number: int
    file_name: str = Field(description="Blank once it was deleted")
    size: int
    sha256: str


class AccuracyCommentOut(Schema):
    """A comment on a paragraph, and its answer."""

    number: int
    kind: str
    passage: int = Field(description="The number of the paragraph")
    quoted: str = Field(description="The words that are wrong; blank for all of it")
    correction: str
    evidence: str
    version: int = Field(description="Send it back with your change or your answer")
    at: datetime.datetime
    verdict: Literal["", "accepted", "partly", "not_accepted"] = Field(description="Blank until it is answered")
    answer: str
    changes: str = Field(description="What was changed in the document")
    files: list[GivenFile]


class CheckOut(Schema):
    """A factual accuracy check."""

    number: int
    state: Literal["sent", "submitted", "closed", "waived"]
    kinds: list[str] = Field(description="The documents that were sent")
    due_on: datetime.date | None = Field(description="The last day for comments")
    sent_at: datetime.datetime
    submitted_at: datetime.datetime | None
    closed_at: datetime.datetime | None
    comments: list[AccuracyCommentOut]


class Checks(Schema):
    """The checks of an inspection, the latest first."""

    checks: list[CheckOut]


class PassageOut(Schema):
    """A paragraph, heading, item, table or chart of a document, in words."""

    number: int
    heading: str
    text: str


class CopyOut(Schema):
    """A document as it was sent."""

    title: str
    mark: str = Field(description="For whom it is, and that it must not be passed on")
    passages: list[PassageOut]


class AccuracyAnswerIn(Body):
    """What is said of a comment: why not, unless it is accepted; what was changed, unless it is not."""

    verdict: Literal["accepted", "partly", "not_accepted"]
    answer: str = Field("", max_length=action.TEXT)
    changes: str = Field("", max_length=action.TEXT)
    version: int = Field(ge=0, le=2**31 - 1, description="The version that you saw")


class AccuracyCommentIn(Body):
    """What is wrong in a paragraph, and what is right."""

    correction: str = Field(max_length=accuracy_comment.TEXT)
    quoted: str = Field("", max_length=accuracy_comment.TEXT, description="Words of the paragraph; blank for all of it")
    evidence: str = Field("", max_length=accuracy_comment.TEXT)


class AccuracyChangeIn(AccuracyCommentIn):
    """The same of a comment that was not sent yet."""

    version: int = Field(ge=0, le=2**31 - 1, description="The version that you saw")


class AccuracySubmissionIn(Body):
    """All comments, as many as you saw; none says that there is nothing to correct."""

    comments: int = Field(ge=0, le=2**31 - 1)
    remark: str = Field("", max_length=accuracy_comment.TEXT)


class AccuracySaved(Schema):
    """A comment or an answer was saved."""

    number: int
    version: int = 1


class AccuracySent(Schema):
    """Comments were sent to the inspectorate."""

    comments: int


@operation(router, "GET", "", Action.SEE_ACCURACY, Checks, "List factual accuracy checks")
def list_all(request: HttpRequest, inspection: InspectionSlug) -> dict[str, Any]:
    """Every check with the comments that the service has sent."""
    return {"checks": [_told(each, each.sent_comments) for each in query.checks(found(inspection))]}


@operation(
    router,
    "PUT",
    "/{int:check}/comments/{int:comment}/answer",
    Action.ANSWER_ACCURACY,
    AccuracySaved,
    "Answer a comment on factual accuracy",
)
def answer(
    request: HttpRequest,
    inspection: InspectionSlug,
    check: CheckNumber,
    comment: CommentNumber,
    body: AccuracyAnswerIn,
    key: Key = "",
) -> dict[str, Any]:
    """Answer a comment, or change the answer until the check is closed. It must name the version that you saw."""

    def do() -> dict[str, Any]:
        given = Answer(body.verdict, body.answer, body.changes)
        version = action.answer(actor_of(request), inspection, check, comment, given, version=body.version)
        return {"number": comment, "version": version}

    return once_for(request, key, do)


@operation(
    router,
    "GET",
    "/{int:check}/comments/{int:comment}/files/{int:file}",
    Action.DOWNLOAD_ACCURACY_FILE,
    bytes,
    "Download evidence on factual accuracy",
)
def download(
    request: HttpRequest, inspection: InspectionSlug, check: CheckNumber, comment: CommentNumber, file: FileNumber
) -> StreamingHttpResponse:
    """A file of a comment as it was given, whole. The audit trail says who had it."""
    stored, kind, content = accuracy_comment.give_out(actor_of(request), inspection, check, comment, file)
    return attachment(stored.name, kind.content_type, content, stored.size)


@operation(of_service, "GET", "", Action.SEE_SERVICE_PAGES, Checks, "List what your service checks for accuracy")
def list_sent(request: HttpRequest, inspection: InspectionSlug) -> dict[str, Any]:
    """The checks that were sent to your service with your comments, and the answers once a check is closed."""
    return {"checks": [_told(each, each.comments, inside=False) for each in query.sent_to(found(inspection))]}


@operation(
    of_service,
    "GET",
    "/{int:check}/documents/{str:kind}",
    Action.OPEN_ACCURACY_COPY,
    CopyOut,
    "Read the draft to check",
)
def read(request: HttpRequest, inspection: InspectionSlug, check: CheckNumber, kind: Kind) -> dict[str, Any]:
    """The document as it was sent, paragraph by paragraph. The audit trail says who opened it."""
    document = accuracy_comment.open_copy(actor_of(request), inspection, check, kind)
    told = [{"number": each.number, "heading": each.heading, "text": each.text} for each in passages(document)]
    return {"title": document.title, "mark": document.mark, "passages": told}


@operation(
    of_service,
    "POST",
    "/{int:check}/documents/{str:kind}/paragraphs/{int:passage}/comments",
    Action.COMMENT_ACCURACY,
    AccuracySaved,
    "Comment on a paragraph",
    201,
)
def comment(
    request: HttpRequest,
    inspection: InspectionSlug,
    check: CheckNumber,
    kind: Kind,
    passage: Passage,
    body: AccuracyCommentIn,
    key: Key = "",
) -> dict[str, Any]:
    """Write a comment. The inspectorate sees it once the head of your service sends all of them."""

    def do() -> dict[str, Any]:
        given = Comment(**body.model_dump())
        made = accuracy_comment.comment(actor_of(request), inspection, check, kind, passage, given)
        return {"number": made, "version": 1}

    return once_for(request, key, do)


@operation(
    of_service,
    "PUT",
    "/{int:check}/comments/{int:comment}",
    Action.COMMENT_ACCURACY,
    AccuracySaved,
    "Change a comment on a paragraph",
)
def change(
    request: HttpRequest,
    inspection: InspectionSlug,
    check: CheckNumber,
    comment: CommentNumber,
    body: AccuracyChangeIn,
    key: Key = "",
) -> dict[str, Any]:
    """Change a comment that was not sent yet. It must name the version that you saw."""

    def do() -> dict[str, Any]:
        given = Comment(body.correction, body.quoted, body.evidence)
        actor = actor_of(request)
        version = accuracy_comment.change(actor, inspection, check, comment, given, version=body.version)
        return {"number": comment, "version": version}

    return once_for(request, key, do)


@operation(of_service, "POST", "/{int:check}/send", Action.SUBMIT_ACCURACY, AccuracySent, "Send comments on accuracy")
def submit(
    request: HttpRequest, inspection: InspectionSlug, check: CheckNumber, body: AccuracySubmissionIn, key: Key = ""
) -> dict[str, Any]:
    """Send all comments to the inspectorate, as the head of your service. They cannot be changed after that."""

    def do() -> dict[str, Any]:
        accuracy_comment.submit(actor_of(request), inspection, check, remark=body.remark, comments=body.comments)
        return {"comments": body.comments}

    return once_for(request, key, do)


def _told(check: query.CheckFacts, comments: tuple[query.CommentFacts, ...], *, inside: bool = True) -> dict[str, Any]:
    """A check as an answer; to the service no word of an answer before the check is closed."""
    names = ("number", "state", "due_on", "sent_at", "submitted_at", "closed_at")
    answered = inside or check.state == "closed"
    return {
        **{name: getattr(check, name) for name in names},
        "kinds": list(check.kinds),
        "comments": [_comment(each, answered) for each in comments],
    }


def _comment(one: query.CommentFacts, answered: bool) -> dict[str, Any]:
    names = ("number", "kind", "passage", "quoted", "correction", "evidence", "version", "at")
    ours = ("verdict", "answer", "changes")
    return {
        **{name: getattr(one, name) for name in names},
        **{name: getattr(one, name) if answered else "" for name in ours},
        "files": [
            {"number": each.number, "file_name": each.name, "size": each.size, "sha256": each.sha256}
            for each in one.files
        ],
    }
