"""The gate: what a sentence says otherwise than the passages it cites."""

from assistant.gate.check import check, coverage
from assistant.gate.finding import Finding, Flaw, Source

__all__ = ["Finding", "Flaw", "Source", "check", "coverage"]
