"""Ways to go through the interleavings of a program. One file per strategy."""
