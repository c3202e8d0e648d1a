"""The model checker: every interleaving of a small concurrent program.

Instrument the source (`instrument`), run it under control (`control`, `access`, `doubles`), explore the
interleavings (`explore`, `search`), tell what happens (`record`, `trace`). It knows nothing of Jupyter or of
exercises. docs/how-the-checker-works.md explains the method.
"""

from helpers.interleave.judge import Judgement, judge
from helpers.interleave.outcomes import Outcome, Outcomes, Replayed, outcomes, replay
from helpers.interleave.probe import Probe
from helpers.interleave.program import Answer, Program, Scenario, ScenarioError
from helpers.interleave.schedule import ScheduleError
from helpers.interleave.search import Budget
from helpers.interleave.stepper import Goal, StepError, Stepper
from helpers.interleave.trace import Step, Trace, TraceFormatError

__all__ = [
    "Answer",
    "Budget",
    "Goal",
    "Judgement",
    "Outcome",
    "Outcomes",
    "Probe",
    "Program",
    "Replayed",
    "Scenario",
    "ScenarioError",
    "ScheduleError",
    "Step",
    "StepError",
    "Stepper",
    "Trace",
    "TraceFormatError",
    "judge",
    "outcomes",
    "replay",
]
