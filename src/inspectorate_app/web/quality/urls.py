"""Addresses of: quality assurance in an inspection."""

from django.urls import URLPattern, path

from inspectorate_app.web.quality import agreement, exercise, overview, pattern, second, training

_SECOND = "second/<int:reading>"

urlpatterns: list[URLPattern] = [
    path("", overview.quality, name="quality"),
    path("dip-sample", second.dip_sample, name="quality_dip_sample"),
    path("choose", second.choose, name="quality_choose"),
    path(_SECOND, second.reading, name="quality_second"),
    path(f"{_SECOND}/withdraw", second.withdraw, name="quality_withdraw"),
    path(f"{_SECOND}/<str:question>", second.settle, name="quality_settle"),
    path("exercises/open", exercise.opening, name="exercise_open"),
    path("exercises/<int:exercise>", exercise.exercise, name="exercise"),
    path("exercises/<int:exercise>/close", exercise.close, name="exercise_close"),
    path("agreement", agreement.agreement, name="agreement"),
    path("patterns", pattern.patterns, name="patterns"),
    path("patterns/<int:person>", pattern.pattern, name="pattern"),
    path("training", training.training, name="training"),
    path("training/<int:person>", training.record, name="training_record"),
]
