"""What a teacher wants to know of a graded class: one page, and what it is calculated from."""
