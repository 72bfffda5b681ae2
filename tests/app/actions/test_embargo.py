"""Embargoed copies: made of what is approved, marked, opened by a link alone, logged without a name, ended in time."""

import datetime
import io
import re

import docx
import pytest
from django.core import mail as outbox
from django.utils import timezone
from pypdfium2 import PdfDocument

from inspectorate.errors import BadInput
from inspectorate_app.actions import embargo as actions
from inspectorate_app.actions import embargo_expiry, embargo_mail, embargo_opening, hold, mail, publication_approval
from inspectorate_app.actions.change import change_in
from inspectorate_app.actions.embargo import Recipient
from inspectorate_app.actions.mail_round import send_due
from inspectorate_app.actions.permission import Action, Role
from inspectorate_app.actions.refusal import NotAllowed, NotNow, NotThere
from inspectorate_app.store import guard
from inspectorate_app.store.models import AuditEntry, EmbargoedCopy, EmbargoedOpening, Mail, Notification
from inspectorate_app.store.queries import embargo as query
from tests.app import given

pytestmark = pytest.mark.django_db
PAT = Recipient("press", "Pat Press", "The Made-up Times", "pat@press.test")
MAX = Recipient("minister", "Max Minister", "Ministry", "max@ministry.test")
MARK = "Embargoed until 00.01 on 13 July 2030 - copy 1 for Pat Press, The Made-up Times"


@pytest.fixture
def inspection():
    return given.inspection(phase="factual_accuracy")


@pytest.fixture
def publication(inspection):
    return given.approved_publication(inspection)


@pytest.fixture
def officer():
    return given.actor(given.person("Omar Officer", "publication_officer"))


@pytest.fixture
def chief():
    return given.actor(given.person("Cleo Chief", "chief_inspector"))


@pytest.fixture
def token(inspection, publication, officer):
    """That of a copy for Pat, whose terms are not accepted yet."""
    (made,) = actions.make(officer, inspection.slug, [PAT])
    return made.link.rpartition("/")[2]


def becomes(publication, state, **facts):
    with guard.allowed():
        for name, value in {"state": state, **facts}.items():
            setattr(publication, name, value)
        publication.save()


def test_copies_are_numbered_and_of_a_link_the_hash_alone_is_kept(inspection, publication, officer):
    first, second = actions.make(officer, inspection.slug, [PAT, MAX])
    assert (first.number, second.number) == (1, 2)
    assert re.fullmatch(r"http://localhost:8000/embargoed/[\w-]{43}", first.link)
    rows = EmbargoedCopy.objects.order_by("number")
    kept = " ".join(str(value) for row in rows for value in vars(row).values())
    assert first.link.rpartition("/")[2] not in kept
    assert rows[0].token_sha256 == actions.sha256_of(first.link.rpartition("/")[2])
    assert len({row.trace for row in rows}) == 2
    assert actions.make(officer, inspection.slug, [MAX])[0].number == 3


@pytest.mark.parametrize("state", ["making", "failed", "prepared", "published", "withdrawn"])
def test_copies_are_made_of_what_is_approved_alone(inspection, publication, officer, state):
    becomes(publication, state)
    with pytest.raises(NotNow, match="approved"):
        actions.make(officer, inspection.slug, [PAT])


def test_none_are_made_once_the_embargo_has_ended(inspection, publication, officer):
    becomes(publication, "approved", due_at=datetime.datetime(2022, 11, 1, tzinfo=datetime.UTC))
    with pytest.raises(NotNow, match="ended"):
        actions.make(officer, inspection.slug, [PAT])


def test_a_publication_officer_makes_them_and_nobody_else(inspection, publication, chief):
    lead = given.actor(given.member(inspection, Role.LEAD_INSPECTOR))
    for someone in (chief, lead):
        with pytest.raises(NotAllowed):
            actions.make(someone, inspection.slug, [PAT])


@pytest.mark.parametrize(
    ("recipient", "field"),
    [
        (Recipient("uncle", "A", "B", "a@b.test"), "kind"),
        (Recipient("press", " ", "B", "a@b.test"), "name"),
        (Recipient("press", "A", "x" * 161, "a@b.test"), "organisation"),
        (Recipient("press", "A", "B", "nobody"), "email"),
        (Recipient("press", "A\0", "B", "a@b.test"), "name"),
    ],
)
def test_a_recipient_is_named_in_full(inspection, publication, officer, recipient, field):
    with pytest.raises(BadInput) as refused:
        actions.make(officer, inspection.slug, [PAT, recipient])
    assert [fault.field for fault in refused.value.faults] == [field]
    assert not EmbargoedCopy.objects.exists()


def test_the_terms_come_first_and_each_step_is_logged(inspection, token, officer):
    assert embargo_opening.open_link(token).accepted is False
    with pytest.raises(NotNow, match="terms"):
        embargo_opening.download(token, "report", "pdf")
    embargo_opening.accept(token)
    assert embargo_opening.open_link(token).accepted is True
    file = embargo_opening.download(token, "report", "html")
    assert file.name == f"{inspection.slug}-report-copy-1.html"
    assert [(each.number, each.what, each.file) for each in query.openings(inspection.pk)] == [
        (1, "opened", ""),
        (1, "accepted", ""),
        (1, "opened", ""),
        (1, "downloaded", "report.html"),
    ]
    fields = {each.name for each in EmbargoedOpening._meta.get_fields()}
    assert fields == {"id", "copy", "at", "what", "file"}, "no address of a network is kept"
    (copy,) = query.copies(inspection.pk)
    assert (copy.opened, copy.downloaded, copy.accepted_at is not None) == (2, 1, True)


def test_every_page_bears_the_mark_and_every_file_the_sign(inspection, token):
    embargo_opening.accept(token)
    sign = f"1 ({EmbargoedCopy.objects.get().trace})"
    page = embargo_opening.download(token, "report", "html").content.decode()
    assert MARK in page
    assert sign in page
    pdf = PdfDocument(embargo_opening.download(token, "report", "pdf").content)
    assert all("copy 1 for Pat Press" in " ".join(each.get_textpage().get_text_range().split()) for each in pdf)
    word = docx.Document(io.BytesIO(embargo_opening.download(token, "press-release", "docx").content))
    assert MARK in " ".join(each.text for each in word.paragraphs) + " ".join(
        each.text for section in word.sections for each in (*section.header.paragraphs, *section.footer.paragraphs)
    )


@pytest.mark.parametrize("form", ["pdf", "docx"])
def test_the_sign_stands_in_the_metadata_of_the_file(inspection, token, form):
    """Looked for as bytes: in the XMP of a PDF, and in a part of the Word document."""
    import zipfile

    embargo_opening.accept(token)
    content = embargo_opening.download(token, "report", form).content
    trace = EmbargoedCopy.objects.get().trace
    if form == "docx":
        with zipfile.ZipFile(io.BytesIO(content)) as parts:
            content = b"".join(parts.read(name) for name in parts.namelist() if name.startswith("docProps/"))
    assert trace.encode() in content


def test_two_copies_are_two_files(inspection, publication, officer):
    found = []
    for made in actions.make(officer, inspection.slug, [PAT, MAX]):
        token = made.link.rpartition("/")[2]
        embargo_opening.accept(token)
        found.append(embargo_opening.download(token, "report", "html").content)
    assert found[0] != found[1]
    assert b"Max Minister" in found[1]
    assert b"Max Minister" not in found[0]


@pytest.mark.parametrize(("kind", "form"), [("poster", "pdf"), ("letter", "pdf"), ("report", "exe"), ("report", "odt")])
def test_what_a_copy_has_not_is_not_there(token, kind, form):
    embargo_opening.accept(token)
    with pytest.raises(NotThere):
        embargo_opening.download(token, kind, form)


def test_a_link_that_there_is_not_opens_nothing(token):
    for wrong in ("", "x", token[:-1], token.swapcase()):
        with pytest.raises(NotThere):
            embargo_opening.open_link(wrong)


def test_a_revoked_copy_opens_nothing_and_a_new_link_ends_the_old(inspection, token, officer, chief):
    newer = actions.send_again(officer, inspection.slug, 1).link.rpartition("/")[2]
    with pytest.raises(NotThere):
        embargo_opening.open_link(token)
    embargo_opening.accept(newer)
    actions.revoke(chief, inspection.slug, 1)
    assert embargo_opening.find(newer).state == "ended"
    with pytest.raises(NotNow):
        embargo_opening.download(newer, "report", "html")
    with pytest.raises(NotNow, match="already"):
        actions.revoke(chief, inspection.slug, 1)
    with pytest.raises(NotNow, match="revoked"):
        actions.send_again(officer, inspection.slug, 1)


def test_while_a_legal_hold_stands_nothing_is_made_and_nothing_opens(inspection, token, officer):
    embargo_opening.accept(token)
    hold.place(officer, inspection.slug, reason="A claim.")
    assert embargo_opening.find(token).state == "held"
    with pytest.raises(NotNow):
        embargo_opening.download(token, "report", "html")
    with pytest.raises(NotNow, match="legal hold"):
        actions.make(officer, inspection.slug, [MAX])
    with pytest.raises(NotNow, match="legal hold"):
        actions.send_again(officer, inspection.slug, 1)
    hold.lift(officer, inspection.slug, 1, reason="Settled.")
    assert embargo_opening.download(token, "report", "html").content


def test_who_withdraws_the_approval_revokes_every_copy(inspection, publication, token, officer, chief):
    actions.make(officer, inspection.slug, [MAX])
    with change_in(chief, Action.REVOKE_EMBARGOED, inspection.slug) as under_way:
        assert actions.revoke_all(under_way, publication) == 2
    assert embargo_opening.find(token).state == "ended"
    becomes(publication, "approved")  # whatever becomes of it: what was revoked stays so
    assert not any(each.works for each in query.copies(inspection.pk))


def test_a_withdrawn_publication_alone_ends_the_links_too(publication, token):
    becomes(publication, "withdrawn")
    assert embargo_opening.find(token).state == "ended"


def test_once_published_the_link_leads_to_what_is_public(publication, token):
    becomes(publication, "published")
    assert embargo_opening.open_link(token).state == "published"
    assert not EmbargoedOpening.objects.exists(), "there is no embargo any more, and nothing to log"


def test_a_copy_is_traced_by_its_number_and_by_its_sign(inspection, publication, officer):
    actions.make(officer, inspection.slug, [PAT, MAX])
    trace = EmbargoedCopy.objects.get(number=2).trace
    for sign in ("2", "copy 2", " Copy 2 ", trace, trace.upper()):
        assert query.traced(inspection.pk, sign).name == "Max Minister"
    for sign in ("3", "", "nothing", "copy"):
        assert query.traced(inspection.pk, sign) is None


def test_the_maker_is_told_of_the_first_opening_alone(inspection, token, officer):
    embargo_opening.open_link(token)
    embargo_opening.open_link(token)
    embargo_opening.accept(token)
    (told,) = Notification.objects.filter(event="copy_opened")
    assert (told.person_id, told.number, told.inspection) == (officer.person, 1, inspection)


def test_the_trail_of_the_inspection_has_each_step_and_no_name(inspection, token, officer):
    embargo_opening.open_link(token)
    embargo_opening.accept(token)
    embargo_opening.download(token, "report", "html")
    actions.revoke(officer, inspection.slug, 1)
    entries = AuditEntry.objects.filter(chain__name=inspection.slug, subject="embargoed copy 1").order_by("position")
    assert [(each.action, each.after.get("what")) for each in entries] == [
        ("send embargoed copy", None),
        ("open embargoed copy", "opened"),
        ("open embargoed copy", "accepted"),
        ("open embargoed copy", "downloaded"),
        ("revoke embargoed copy", None),
    ]
    assert not re.search("Pat|Times|press.test", str([(each.subject, each.after, each.actor_name) for each in entries]))


def test_the_log_goes_out_by_number(inspection, token, officer):
    embargo_opening.open_link(token)
    file = actions.export_log(officer, inspection.slug)
    head, row = file.text.strip().splitlines()
    assert head.lstrip("\ufeff") == "copy,publication,at,what,file"
    assert row.startswith("1,1,20")
    assert row.endswith(",opened,")
    assert "Pat" not in file.text


@pytest.fixture
def with_mail(settings):
    settings.EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"


def test_the_link_goes_by_mail_and_is_sealed_until_then(inspection, publication, officer, with_mail):
    (made,) = actions.make(officer, inspection.slug, [PAT])
    assert made.mailed
    waiting = Mail.objects.get(purpose="embargo")
    assert made.link.rpartition("/")[2] not in waiting.sealed
    send_due(mail.JOB)
    (sent,) = outbox.outbox
    assert sent.to == ["pat@press.test"]
    assert sent.subject == "Under embargo until 00.01 on 13 July 2030"
    assert made.link in sent.body
    assert "Leicester" in sent.body
    waiting.refresh_from_db()
    assert (waiting.state, waiting.address, waiting.sealed) == ("sent", "", "")
    assert query.find(inspection.pk, 1).mailed == "sent"


def test_without_a_mail_server_no_mail_waits(inspection, publication, officer, settings):
    settings.EMAIL_BACKEND = "django.core.mail.backends.dummy.EmailBackend"
    (made,) = actions.make(officer, inspection.slug, [PAT])
    assert not made.mailed
    assert not Mail.objects.exists()


def test_a_link_that_was_revoked_before_its_mail_went_is_not_sent(inspection, publication, officer, with_mail):
    actions.make(officer, inspection.slug, [PAT, MAX])
    actions.revoke(officer, inspection.slug, 1)
    send_due(mail.JOB)
    assert [each.to for each in outbox.outbox] == [["max@ministry.test"]]


def test_a_link_that_waits_in_the_outbox_waits_on_while_a_legal_hold_stands(
    inspection, publication, officer, with_mail
):
    actions.make(officer, inspection.slug, [PAT])
    hold.place(officer, inspection.slug, reason="A claim.")
    now = timezone.now()
    for _round in range(9):  # more rounds than a mail has tries: waiting is no try
        assert send_due(mail.JOB, now)["waiting"] == 1
        now += embargo_mail.HELD
    waiting = Mail.objects.get(purpose="embargo")
    assert (outbox.outbox, waiting.state, waiting.tries, waiting.address) == ([], "waiting", 0, "pat@press.test")
    hold.lift(officer, inspection.slug, 1, reason="Settled.")
    assert send_due(mail.JOB, now)["sent"] == 1
    assert [each.to for each in outbox.outbox] == [["pat@press.test"]]


def test_a_hold_on_another_inspection_keeps_no_link_back(inspection, publication, officer, with_mail):
    other = given.inspection("elsewhere-2022")
    actions.make(officer, inspection.slug, [PAT])
    hold.place(officer, other.slug, reason="A claim.")
    assert send_due(mail.JOB)["sent"] == 1


@pytest.mark.parametrize("state", ["published", "withdrawn"])
def test_a_link_to_what_is_under_embargo_no_more_is_not_sent(inspection, publication, officer, with_mail, state):
    actions.make(officer, inspection.slug, [PAT])
    becomes(publication, state)
    assert send_due(mail.JOB)["dropped"] == 1
    assert outbox.outbox == []


def test_a_link_that_is_pressed_while_a_hold_stands_shows_and_logs_nothing(inspection, token, officer, client):
    embargo_opening.accept(token)
    logged = EmbargoedOpening.objects.count()
    hold.place(officer, inspection.slug, reason="A claim.")
    for address in ("", "/report.pdf"):
        answer = client.get(f"/embargoed/{token}{address}")
        assert answer.status_code == 404
        assert "A claim" not in answer.content.decode()
    assert client.post(f"/embargoed/{token}", {"accept": "yes"}).status_code == 404
    with pytest.raises(NotNow):
        embargo_opening.accept(token)
    assert EmbargoedOpening.objects.count() == logged


def test_for_whom_a_copy_was_is_deleted_90_days_after_publication_and_the_log_stays(inspection, publication, token):
    """Published on 13 July 2030; 11 October is 90 days later."""
    embargo_opening.open_link(token)
    becomes(publication, "published", published_at=datetime.datetime(2030, 7, 12, 23, 1, tzinfo=datetime.UTC))
    early = datetime.datetime(2030, 10, 10, 23, 0, tzinfo=datetime.UTC)
    assert embargo_expiry.forget_due(early) == ()
    done = embargo_expiry.forget_due(early + datetime.timedelta(minutes=2))
    assert [(each.inspection, each.copies) for each in done] == [(inspection.slug, 1)]
    (copy,) = query.copies(inspection.pk)
    assert (copy.name, copy.organisation, copy.email, copy.number, copy.opened) == ("", "", "", 1, 1)
    with pytest.raises(NotThere):
        embargo_opening.find(token)
    assert embargo_expiry.forget_due(early + datetime.timedelta(days=9)) == ()
    entry = AuditEntry.objects.get(subject="recipients of embargoed copies")
    assert (entry.before, entry.after) == ({"copies": 1}, {"copies": 0})


def test_those_of_a_withdrawn_publication_are_deleted_as_late(publication, token):
    withdrawn = datetime.datetime(2030, 7, 1, tzinfo=datetime.UTC)
    becomes(publication, "withdrawn", withdrawn_at=withdrawn)
    assert embargo_expiry.forget_due(withdrawn + datetime.timedelta(days=89)) == ()
    assert len(embargo_expiry.forget_due(withdrawn + datetime.timedelta(days=91))) == 1


def test_people_of_the_inspected_service_are_offered(inspection):
    head = given.member(inspection, Role.SERVICE_HEAD, "Hea Head")
    given.member(inspection, Role.ANALYST)
    assert query.people_of_the_service(inspection.pk) == {head.pk: ("Hea Head", "hea.head@inspectorate.test")}


def test_an_approval_that_is_taken_back_revokes_every_copy_for_good(inspection, publication, chief, token):
    becomes(publication, "approved", number=1)
    publication_approval.take_back(chief, inspection.slug, 1, "A name is wrong.")
    assert embargo_opening.find(token).state == "ended"
    assert EmbargoedCopy.objects.get().revoked_by_id == chief.person
    becomes(publication, "approved", due_at=datetime.datetime(2030, 7, 12, 23, 1, tzinfo=datetime.UTC))
    assert embargo_opening.find(token).state == "ended", "approved again is not sent again"
