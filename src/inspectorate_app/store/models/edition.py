"""The text of each edition that an inspection uses, so that a rating can be reproduced after the file has gone."""

from django.db import models


class StoredEdition(models.Model):
    """An edition, whole: ``files`` maps paths in its folder to their text, ``sha256`` is that of the library."""

    name = models.CharField(max_length=60)
    sha256 = models.CharField(max_length=64, unique=True)
    files = models.JSONField()
    stored_at = models.DateTimeField(auto_now_add=True)
