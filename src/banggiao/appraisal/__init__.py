"""What a pile of reports says about an instrument: matching, coverage, contradictions, synthesis."""

from banggiao.appraisal.compute import appraise
from banggiao.appraisal.experience import reconsider
from banggiao.appraisal.findings import findings_of, report_of
from banggiao.appraisal.instrument import bodies_asked, clauses_of, instrument_of
from banggiao.appraisal.matching import Matcher
from banggiao.appraisal.records import Appraisal, Body, Clause, Finding

__all__ = [
    "Appraisal",
    "Body",
    "Clause",
    "Finding",
    "Matcher",
    "appraise",
    "bodies_asked",
    "clauses_of",
    "findings_of",
    "instrument_of",
    "reconsider",
    "report_of",
]
