"""Static files under names with a hash of their content, also where one script imports another."""

from whitenoise.storage import CompressedManifestStaticFilesStorage


class StaticFiles(CompressedManifestStaticFilesStorage):  # type: ignore[misc]  # WhiteNoise has no types
    """As WhiteNoise keeps them; the addresses that scripts import get the hashed names too."""

    support_js_module_import_aggregation = True
