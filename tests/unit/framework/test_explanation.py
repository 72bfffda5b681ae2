"""Each thing in an edition can be explained by its name."""

import pytest

from inspectorate.errors import BadInput
from inspectorate.framework.catalogue import edition_folders, find_edition
from inspectorate.framework.explanation import certainties, explain, explanations


@pytest.mark.parametrize(
    ("name", "kind", "told"),
    [
        ("2.2", "standard", "Assessment is well-informed"),
        ("2.2.3", "key question", "keeping other people safe"),
        ("1.1.1", "key question", "vision and strategy"),
        ("2.2.3a", "prompt", "any risk of harm"),
        ("home_visit", "question", "Was a home visit carried out"),
        ("oversight", "scale", "absent: Absent (counts as no)"),
        ("gender", "characteristic", "female: Female"),
        ("resettlement", "module", ""),
        ("MALE_COMMUNITY_LOW", "sampling", "low risk of serious harm"),
        ("cap_per_practitioner", "sampling", "At most 6 cases"),
        ("leadership_bound_by_casework", "decision rule", "1.1 is Inadequate"),
        ("bands", "rule", "50 to 64 per cent: Too few, Requires improvement"),
        ("overall", "rule", "Mean above 1/2 and up to 3/2 points: Requires improvement"),
        ("discretion", "rule", "within 5 points"),
        ("rounding", "rule", "a half upwards"),
    ],
)
def test_whatever_has_a_name_is_explained(name: str, kind: str, told: str) -> None:
    found = {one.kind: one for one in explain(find_edition("hmip-pdu-2021"), name)}
    assert told in "\n".join(found[kind].text)
    assert found[kind].source
    assert found[kind].certainty


def test_a_source_is_given_in_full() -> None:
    (found,) = explain(find_edition("hmip-pdu-2021"), "2.2")
    assert found.source.startswith("HM Inspectorate of Probation, An inspection of probation services in Leicester")
    (found,) = explain(find_edition("hmip-pdu-2021"), "sentence_type")
    assert found.source.endswith(
        "; Ministry of Justice, public case sampler for HM Inspectorate of Probation, 2020-21, for the codes"
    )


def test_relevance_is_told_in_words_with_what_it_rests_on() -> None:
    (found,) = explain(find_edition("hmip-pdu-2021"), "2.2.3a")
    assert found.relevance
    assert "the answer to inspector_risk_of_harm is Medium, High or Very high" in found.relevance
    assert found.certainty == "published"
    assert found.relevance.endswith("assumed)"), "the prompt is published, its relevance is not"


def test_where_a_thing_is_used_is_told() -> None:
    (found,) = explain(find_edition("hmip-pdu-2021"), "inspector_risk_of_harm")
    assert "relevance of 2.2.3" in found.used_in
    (found,) = explain(find_edition("hmip-pdu-2021"), "gender")
    assert any(use.startswith("stratum FEMALE") for use in found.used_in)


def test_names_are_found_however_they_are_spaced() -> None:
    assert explain(find_edition("hmip-pdu-2023"), "p2.1")[0].title == "Assessment"


def test_an_unknown_name_is_told_what_is_near() -> None:
    with pytest.raises(BadInput) as caught:
        explain(find_edition("hmip-pdu-2021"), "2.2.9")
    assert "'2.2.9'" in caught.value.faults[0].problem
    assert "2.2" in caught.value.faults[0].mend


@pytest.mark.parametrize("name", edition_folders())
def test_everything_in_every_edition_has_a_source_and_a_certainty(name: str) -> None:
    edition = find_edition(name)
    for one in explanations(edition):
        assert one.source, one.id
        assert one.certainty, one.id
    assert sum(certainties(edition).values()) >= len(list(edition.question_by_id))
