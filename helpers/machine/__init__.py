"""What this machine offers: cores, memory, the interpreter's build, the way it starts processes, what it lacks."""

from helpers.machine.features import Feature, feature
from helpers.machine.report import Machine, gil_enabled, this_machine

__all__ = ["Feature", "Machine", "feature", "gil_enabled", "this_machine"]
