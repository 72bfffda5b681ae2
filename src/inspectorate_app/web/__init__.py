"""The pages, a folder a noun: urls, views, forms. Reads come from ``store.queries``, writes go through ``actions``."""
