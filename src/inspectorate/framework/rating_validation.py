"""What is wrong with the rules of rating: points that do not rise, bands with gaps, rules bound to nothing."""

from collections import Counter
from fractions import Fraction

from inspectorate.framework.checks import Checks
from inspectorate.framework.model import PublishedBand, RatingRules

FILE = "rating.yaml"


def check_rating(checks: Checks) -> None:
    """Bands cover 0 to 100 and every mean score once, and decision rules bind standards that are rated."""
    rules = checks.edition.rating
    if rules is None:
        return
    _scoring(checks, rules)
    _bands(checks, rules)
    _overall(checks, rules)
    rated = [standard.id for standard in checks.edition.standards if standard.rated]
    sections = [section.id for section in checks.edition.framework.sections]
    checks.unique((FILE, ("decision_rules", place, "id"), rule.id) for place, rule in enumerate(rules.decision_rules))
    for place, rule in enumerate(rules.decision_rules):
        path = ("decision_rules", place)
        checks.known((FILE, (*path, "standard")), rule.standard, rated, "rated standard")
        checks.known((FILE, (*path, "section")), rule.section, sections, "section")
        for key, rating in (("all_rated", rule.all_rated), ("gives", rule.gives)):
            checks.known((FILE, (*path, key)), rating, rules.points, "rating")


def _scoring(checks: Checks, rules: RatingRules) -> None:
    place = (FILE, ("scoring", "ratings"))
    points = [point.points for point in rules.scoring.ratings]
    if points != sorted(set(points)):
        checks.fault(place, f"the points {points} do not rise", "list the ratings worst first, with more points each")
    for rating, count in Counter(point.rating for point in rules.scoring.ratings).items():
        if count > 1:
            checks.fault(place, f"the rating '{rating}' stands there {count} times", "keep one")


def _bands(checks: Checks, rules: RatingRules) -> None:
    if rules.bands is None or rules.rounding is None:
        by_percentage = rules.standards.case.rule == "lowest_key_question"
        if by_percentage and any(standard.rated and standard.kind == "case" for standard in checks.edition.standards):
            missing = "bands" if rules.bands is None else "rounding"
            checks.fault((FILE, (missing,)), f"standards are rated on cases, and '{missing}' is missing", "add it")
        return
    place = (FILE, ("bands", "bands"))
    starts = [band.from_percent for band in rules.bands.bands]
    if starts != sorted(set(starts)):
        checks.fault(place, f"the bands begin at {starts}", "list them from the lowest percentage up")
    if min(starts) != 0:
        checks.fault((FILE, (*place[1], 0)), f"the lowest band begins at {min(starts)}", "begin it at 0")
    for number, band in enumerate(rules.bands.bands):
        checks.known((FILE, (*place[1], number, "rating")), band.rating, rules.points, "rating")


def _overall(checks: Checks, rules: RatingRules) -> None:
    overall, highest = rules.overall, max(rules.points.values())
    place = (FILE, ("overall", "bands"))
    for number, band in enumerate(overall.bands):
        checks.known((FILE, (*place[1], number, "rating")), band.rating, rules.points, "rating")
    if overall.rule != "mean_points":
        return
    limits = [band.up_to for band in overall.bands]
    if not limits or limits != sorted(set(limits)):
        mend = "list the overall ratings worst first, each with a higher 'up_to'"
        checks.fault(place, "the limits do not rise", mend)
        return
    if limits[-1] < highest:
        last = (FILE, (*place[1], len(limits) - 1))
        checks.fault(last, f"a mean above {limits[-1]} has no overall rating", f"let the last band go up to {highest}")
        return
    for number, published in enumerate(rules.published_bands):
        _published(checks, rules, number, published)


def _published(checks: Checks, rules: RatingRules, number: int, published: PublishedBand) -> None:
    """A published table of scores must be what the rule gives: whoever checks one by the other must find them agree."""
    expected = points_by_rating(rules, published.rated)
    for rating in published.points:
        path = ("published_bands", number, "points", rating)
        checks.known((FILE, path), rating, rules.points, "rating")
        given = published.points[rating]
        if rating in rules.points and rating in expected and given != expected[rating]:
            ruled = "{} to {}".format(*expected[rating])
            mend = f"give {list(expected[rating])}, or correct the bands under 'overall'"
            checks.fault(
                (FILE, path), f"the rule gives {rating} for {ruled} points of {published.rated} standards", mend
            )
    for rating in expected.keys() - published.points.keys():
        place = (FILE, ("published_bands", number, "points"))
        checks.fault(place, f"{rating} is not there", f"add '{rating}: {list(expected[rating])}'")


def points_by_rating(rules: RatingRules, standards: int) -> dict[str, tuple[int, int]]:
    """The lowest and the highest score of each overall rating under the rule of mean points."""
    ranges: dict[str, tuple[int, int]] = {}
    for score in range(standards * max(rules.points.values()) + 1):
        rating = next(band.rating for band in rules.overall.bands if Fraction(score, standards) <= band.up_to)
        ranges[rating] = (ranges.get(rating, (score, score))[0], score)
    return ranges
