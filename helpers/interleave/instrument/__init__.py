"""Turn a learner's source into code that announces every access to state that threads can share."""

from helpers.interleave.instrument.rewrite import Instrumented, InternalName, ReservedName, instrument
from helpers.interleave.instrument.sites import Site

__all__ = ["Instrumented", "InternalName", "ReservedName", "Site", "instrument"]
