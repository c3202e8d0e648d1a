"""What this machine offers: cores, memory, the interpreter's build, the way it starts processes."""

from helpers.machine.report import Machine, gil_enabled, this_machine

__all__ = ["Machine", "gil_enabled", "this_machine"]
