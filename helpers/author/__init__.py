"""What the people who write the course use: locks, `release/`, and the check of every exercise."""
