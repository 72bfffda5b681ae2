"""The factual accuracy check: the team's pages. Those of the service are in ``web.service.accuracy``."""
