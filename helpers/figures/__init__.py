"""Pictures for lessons, each with a text form that says the same."""
