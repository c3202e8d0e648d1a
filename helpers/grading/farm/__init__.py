"""Checks on many machines: `course worker --broker URL`, and `course grade CHAPTER --broker URL`.

========================  ==============================================================================
`application`             how Celery is set up: one queue for each version of the course
`messages`                what is sent, what may come back, and how both are signed
`worker`                  a worker: takes a task, has the answer checked, sends the verdict
`presence`                who is there, by the connections that the broker has
`judge`                   the grader's side: sends, collects, sends again what was lost
`status`                  what `course grade --status` shows
`metrics`                 what Prometheus reads from a worker
========================  ==============================================================================

The gradebook has one writer, the grader; workers know nothing of students. A task is an answer's source, its result a
verdict, and the same task done twice has the same result: so whatever is in doubt is simply sent again.
"""
