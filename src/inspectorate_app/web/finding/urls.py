"""Addresses of: findings, and what they rest on."""

from django.urls import URLPattern, path

from inspectorate_app.web.finding import editing, source, views

_FINDING = "<int:finding>"

urlpatterns: list[URLPattern] = [
    path("", views.findings, name="findings"),
    path("missing", views.missing, name="findings_missing"),
    path("withdrawn", views.withdrawn, name="findings_withdrawn"),
    path("download", views.download, name="findings_download"),
    path("new", editing.new, name="finding_new"),
    path(_FINDING, views.finding, name="finding"),
    path(f"{_FINDING}/edit", editing.edit, name="finding_edit"),
    path(f"{_FINDING}/move", editing.move, name="finding_move"),
    path(f"{_FINDING}/choose", editing.choose, name="finding_choose"),
    path(f"{_FINDING}/withdraw", editing.withdraw, name="finding_withdraw"),
    path(f"{_FINDING}/sources", source.sources, name="finding_sources"),
    path(f"{_FINDING}/sources/tie", source.tie, name="finding_tie"),
    path(f"{_FINDING}/sources/untie", source.untie, name="finding_untie"),
]
