"""Grading with nbgrader: our part begins where nbgrader would run a student's code.

nbgrader stays in charge of folders, gradebook, late penalties, manual grading, Formgrader and feedback;
`nbgrader_config.py` at the root of the course names the places where these modules plug in.

========================  ==============================================================================
`reader`                  reads a submitted notebook, also a damaged, renamed or missing one
`restore`                 puts back what belongs to the master copy, and says what was changed
`markup`                  takes the life out of HTML and scripts before a teacher's browser sees them
`plain_cells`             runs the test cells that a teacher wrote with plain asserts
`preprocessor`            judges the answers and writes the verdicts into the test cells
`attention`               marks in the gradebook what a person has to look at
`driver`                  grades a chapter from the command line and reports
`collect`                 takes submissions out of what learning platforms let a teacher download
`late`                    due dates, extensions and penalties from one table
`records`                 a graded chapter, read back; `reporting`, `export` and `regrade` start from it
`feedback`                the page that a student gets back
`run`                     a grading run that can be killed at any moment, also nbgrader's own
`gradebook`               one connection to the gradebook for a whole run
`verdicts`                each answer is checked once, and its verdict is remembered
`farm`                    checks on many machines
`progress`, `log`         how far a run is, and one line for each submission
`bench`                   measures a class beside stock nbgrader, and simulates larger ones
========================  ==============================================================================

`notes` and `outputs` are what they share: sentences for the teacher, and verdicts as cell outputs.
"""
