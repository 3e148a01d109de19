"""The gate: what a sentence says otherwise than the passages it cites."""

from assistant.gate.check import OWN_WORDS, check, coverage
from assistant.gate.finding import Finding, Flaw, Source

__all__ = ["OWN_WORDS", "Finding", "Flaw", "Source", "check", "coverage"]
