"""Addresses of the public register. All but files and drawings stand in each language."""

from django.urls import URLPattern, path

from inspectorate_app.web.register import comparison, data, drawing, feed, nation, publication, views

_IN = "register/<spoken:language>"

urlpatterns: list[URLPattern] = [
    path("robots.txt", data.robots, name="robots"),
    path("register", views.without_slash, name="register_without_slash"),
    path("register/sitemap.xml", data.sitemap, name="register_sitemap"),
    path("register/data/dataset.jsonld", data.dataset, name="register_dataset"),
    path("register/data/<slug:version>/<slug:table>.<slug:form>", data.table_of_version, name="register_table_version"),
    path("register/data/<slug:table>.<slug:form>", data.table, name="register_table"),
    path("register/drawings/<slug:version>/compare-<int:width>.svg", comparison.drawing, name="register_spread"),
    path(
        "register/drawings/<slug:version>/<slug:figure>/<path:of>-<int:width>.svg",
        drawing.drawing,
        name="register_drawing",
    ),
    path(_IN, views.search, name="register"),
    path(f"{_IN}units/<slug:kind>/<slug:place>", views.unit, name="register_unit"),
    path(f"{_IN}inspections/<slug:kind>/<slug:place>/<slug:when>", views.inspection, name="register_inspection"),
    # the room of subscribers: the feeds
    path(f"{_IN}feed.atom", feed.feed, name="register_feed"),
    path(f"{_IN}units/<slug:kind>/<slug:place>/feed.atom", feed.of_unit, name="register_unit_feed"),
    path(f"{_IN}publications/<slug:slug>/", publication.publication, name="register_publication"),
    path(f"{_IN}compare", comparison.compare, name="register_compare"),
    path(f"{_IN}regions", nation.regions, name="register_regions"),
    path(f"{_IN}regions/<slug:region>", nation.region, name="register_region"),
    path(f"{_IN}nation", nation.nation, name="register_nation"),
    path(f"{_IN}nation/<slug:kind>", nation.of_kind, name="register_kind"),
    path(f"{_IN}ratings", nation.ratings, name="register_ratings"),
    path(f"{_IN}data", data.about, name="register_data"),
    path("register/<path:rest>", views.not_found, name="register_not_found"),
]
