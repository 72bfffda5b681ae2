"""Where the files of documents lie: in a folder, or in an S3-compatible store. Their rows are in ``store.models``."""
