"""Run a program's threads one at a time, and decide at every step which one goes next."""
