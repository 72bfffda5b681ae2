"""Documents in their formats for tests that look at them in many ways: the same document is written once."""

from functools import cache

from inspectorate.report.writers import docx as _docx
from inspectorate.report.writers import odp as _odp
from inspectorate.report.writers import odt as _odt
from inspectorate.report.writers import pdf as _pdf
from inspectorate.report.writers import pptx as _pptx

docx, odt, pptx, odp, pdf = map(cache, (_docx.docx, _odt.odt, _pptx.pptx, _odp.odp, _pdf.pdf))
