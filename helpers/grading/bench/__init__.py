"""Measure how long grading takes: `course bench grading`.

========================  ==============================================================================
`classes`                 makes a class of any size from the corpora of right and wrong answers
`plain`                   the same class for stock nbgrader: test cells with plain asserts
`measure`                 grades it in several ways, and reports
`queueing`                a simulation of many workers, fed with measured times
========================  ==============================================================================

What is measured is reported, and never asserted.
"""
