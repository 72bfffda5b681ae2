"""A Django form as people see it: labels, hints, errors, the error summary, dates in three boxes."""

import datetime
from typing import Any

import pytest
from django import forms
from django.core.files.uploadedfile import SimpleUploadedFile

from inspectorate.errors import BadInput, Fault
from inspectorate_app.web.forms import DateField, add_faults, error_list, view
from tests.app.web.drawing import HOSTILE, check_harmless, check_references, draw, one, text

KINDS = [("pdu", "PDU"), ("other", "Other")]


class Everything(forms.Form):
    unit = forms.CharField(label="Unit to inspect", max_length=10, help_text="As the region writes it")
    begins = DateField(label="Date of fieldwork")
    email = forms.EmailField(label="Email address", widget=forms.EmailInput(attrs={"autocomplete": "email"}))
    password = forms.CharField(label="Password", widget=forms.PasswordInput)
    kind = forms.ChoiceField(label="Kind of unit", choices=KINDS, widget=forms.RadioSelect)
    other = forms.CharField(label="Which kind?", required=False)
    modules = forms.MultipleChoiceField(
        label="Modules",
        choices=[("court", "Court reports"), ("rs", "Resettlement")],
        widget=forms.CheckboxSelectMultiple,
    )
    agree = forms.BooleanField(label="I have no conflict of interest")
    edition = forms.ChoiceField(label="Edition", choices=[("", "Select an edition"), ("2023", "PDU 2023")])
    notes = forms.CharField(label="Notes", max_length=200, widget=forms.Textarea, required=False)
    file = forms.FileField(label="Caseload")
    secret = forms.CharField(widget=forms.HiddenInput, required=False)


PAGE = """{% from "component/field.html" import field, error_summary %}{{ error_summary(error_list(form)) }}
{% for name in names %}{% if name == "kind" %}
{{ field(form["kind"], hints={"pdu": "Local"}, reveal={"other": field(form["other"])}) }}
{% elif name != "other" %}{{ field(form[name], count=name == "notes") }}{% endif %}{% endfor %}"""


def page(form: forms.Form) -> Any:
    return draw(PAGE, form=form, names=list(form.fields))


GOOD = {
    "unit": "Northmoor", "begins-day": "9", "begins-month": "Feb", "begins-year": "2023", "email": "a@example.com",
    "password": "a long secret", "kind": "pdu", "modules": ["court"], "agree": "on", "edition": "2023", "notes": "Two",
}  # fmt: skip


def test_every_kind_of_field_is_labelled_and_described_whether_sent_or_not():
    for form in (Everything(), Everything({}, {})):
        tree = page(form)
        check_references(tree)
        assert len(tree.css("input[type=radio]")) == 2
        assert not tree.css("[required]")
        assert not tree.css("[maxlength]")


def test_nothing_is_said_before_the_form_is_sent():
    assert error_list(Everything()) == []
    assert not page(Everything()).css(".govuk-error-summary, .govuk-error-message")


def test_what_is_missing_is_said_in_the_order_of_the_fields_and_leads_to_them():
    form = Everything({}, {})
    lines = [(line.text, line.href) for line in error_list(form)]
    assert lines == [
        ("Enter unit to inspect", "#id_unit"),
        ("Enter date of fieldwork", "#id_begins_day"),
        ("Enter email address", "#id_email"),
        ("Enter password", "#id_password"),
        ("Select kind of unit", "#id_kind_0"),
        ("Select modules", "#id_modules_0"),
        ("Select ‘I have no conflict of interest’ to continue", "#id_agree"),
        ("Select edition", "#id_edition"),
        ("Select caseload", "#id_file"),
    ]
    tree = page(form)
    assert [(text(a), a.attributes["href"]) for a in tree.css(".govuk-error-summary a")] == lines
    assert one(tree, "#id_unit").attributes["aria-describedby"] == "id_unit_hint id_unit_error"
    assert text(one(tree, "#id_unit_error")) == "Error: Enter unit to inspect"


def test_what_was_typed_stays_except_the_password():
    tree = page(Everything({**GOOD, "unit": "Northmoor and Southmoor"}, {}))
    assert one(tree, "#id_unit").attributes["value"] == "Northmoor and Southmoor"
    assert text(one(tree, "#id_unit_error")) == "Error: Unit to inspect must be 10 characters or less"
    assert one(tree, "#id_begins_month").attributes["value"] == "Feb"
    assert "checked" in one(tree, "#id_kind_0").attributes
    assert "checked" not in one(tree, "#id_kind_1").attributes
    assert "checked" in one(tree, "#id_modules_0").attributes
    assert "checked" in one(tree, "#id_agree").attributes
    assert one(tree, "#id_edition option[selected]").attributes["value"] == "2023"
    assert one(tree, "#id_notes").text().strip() == "Two"
    assert "value" not in one(tree, "#id_password").attributes
    assert one(tree, "#id_password").attributes["autocomplete"] == "current-password"
    assert one(tree, "#id_email").attributes["autocomplete"] == "email"
    assert "secret" not in (tree.html or "").replace("id_secret", "").replace('name="secret"', "")


def test_a_good_form_gives_what_was_typed():
    form = Everything(GOOD, {"file": SimpleUploadedFile("caseload.csv", b"x")})
    assert form.is_valid(), form.errors
    assert form.cleaned_data["begins"] == datetime.date(2023, 2, 9)


def test_a_choice_reveals_what_belongs_to_it_and_shows_it_when_chosen():
    hidden = one(page(Everything()), "#conditional_id_kind_1")
    assert "govuk-radios__conditional--hidden" in (hidden.attributes["class"] or "")
    assert hidden.css("#id_other")
    shown = one(page(Everything({**GOOD, "kind": "other"}, {})), "#conditional_id_kind_1")
    assert "govuk-radios__conditional--hidden" not in (shown.attributes["class"] or "")


def test_characters_are_counted_where_asked():
    tree = page(Everything())
    counted = one(tree, "[data-module=govuk-character-count]")
    assert counted.attributes["data-maxlength"] == "200"
    assert one(tree, "#id_notes").attributes["aria-describedby"] == "id_notes-info"


def test_hostile_text_is_shown_and_does_nothing():
    class Hostile(Everything):
        def __init__(self, *given: Any) -> None:
            super().__init__(*given)
            for each in self.fields.values():
                each.label = each.help_text = HOSTILE
            self.fields["kind"].choices = [(HOSTILE, HOSTILE)]

    form = Hostile({"unit": HOSTILE, "begins-day": HOSTILE, "notes": HOSTILE, "email": HOSTILE, "secret": HOSTILE}, {})
    form.add_error(None, HOSTILE)
    check_harmless(page(form), times=30)


def boxes(day: str, month: str, year: str) -> dict[str, str]:
    return {"begins-day": day, "begins-month": month, "begins-year": year}


class Begins(forms.Form):
    begins = DateField(
        label="Date of fieldwork", earliest=datetime.date(2023, 1, 1), latest=datetime.date(2023, 12, 31)
    )


@pytest.mark.parametrize("month", ["2", "02", "Feb", "feb", "February", " Feb "])
def test_a_month_is_a_number_or_a_name(month):
    form = Begins(boxes("9", month, "2023"))
    assert form.is_valid(), form.errors
    assert form.cleaned_data["begins"] == datetime.date(2023, 2, 9)


@pytest.mark.parametrize(
    ("typed", "said", "target"),
    [
        (("", "", ""), "Enter date of fieldwork", "day"),
        (("9", "2", ""), "Date of fieldwork must include a year", "year"),
        (("", "2", ""), "Date of fieldwork must include a day and year", "day"),
        (("", "2", "2023"), "Date of fieldwork must include a day", "day"),
        (("9", "", "2023"), "Date of fieldwork must include a month", "month"),
        (("9", "2", "23"), "Date of fieldwork must have a year of 4 numbers", "year"),
        (("30", "2", "2023"), "Date of fieldwork must be a real date", "day"),
        (("9", "Smarch", "2023"), "Date of fieldwork must be a real date", "day"),
        (("9", "-2", "2023"), "Date of fieldwork must be a real date", "day"),
        (("9", "2", "2022"), "Date of fieldwork must be 1 January 2023 or later", "day"),
        (("1", "1", "2024"), "Date of fieldwork must be 31 December 2023 or earlier", "day"),
    ],
)
def test_what_is_wrong_with_a_date_is_said_of_its_box(typed, said, target):
    [line] = error_list(Begins(boxes(*typed)))
    assert (line.text, line.href) == (said, f"#id_begins_{target}")


def test_only_the_box_at_fault_is_marked():
    tree = draw(
        '{% from "component/field.html" import field %}{{ field(form["begins"]) }}', form=Begins(boxes("9", "2", ""))
    )
    marked = tree.css(".govuk-input--error")
    assert [node.attributes["id"] for node in marked] == ["id_begins_year"]
    assert one(tree, "fieldset").attributes["aria-describedby"] == "id_begins_error"


def test_an_optional_date_may_be_left_out_and_an_initial_one_is_shown():
    class Optional(forms.Form):
        begins = DateField(label="Date", required=False)

    assert Optional({}).is_valid()
    form = Optional(initial={"begins": datetime.date(2023, 2, 9)})
    assert [choice.value for choice in view(form["begins"]).choices] == ["9", "2", "2023"]
    same = Optional(boxes("9", "2", "2023"), initial={"begins": datetime.date(2023, 2, 9)})
    assert not same.has_changed()
    assert Optional(boxes("8", "2", "2023"), initial={"begins": datetime.date(2023, 2, 9)}).has_changed()


def test_own_words_come_first():
    class Own(forms.Form):
        unit = forms.CharField(error_messages={"required": "Enter the name of the unit"})
        begins = DateField(error_messages={"required": "Enter the first day"})

    assert [line.text for line in error_list(Own({}))] == ["Enter the name of the unit", "Enter the first day"]


def test_two_forms_on_one_page_keep_their_ids_apart():
    tree = draw(
        '{% from "component/field.html" import field %}{{ field(a["begins"]) }}{{ field(b["begins"]) }}',
        a=Begins(prefix="a"), b=Begins(prefix="b"),
    )  # fmt: skip
    check_references(tree)
    assert Begins({"b-begins-day": "9", "b-begins-month": "2", "b-begins-year": "2023"}, prefix="b").is_valid()


def test_every_fault_of_refused_input_is_shown_at_its_field_or_above_the_form():
    form = Everything(GOOD, {"file": SimpleUploadedFile("caseload.csv", b"x")})
    add_faults(form, BadInput([
        Fault("", 0, "unit", "the unit is not known", "choose one of the directory"),
        Fault("", 0, "elsewhere", "the weeks overlap", "move one"),
    ]))  # fmt: skip
    assert [(line.text, line.href) for line in error_list(form)] == [
        ("The weeks overlap: move one", "#id_unit"),
        ("The unit is not known: choose one of the directory", "#id_unit"),
    ]
