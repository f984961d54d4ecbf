"""The rows of a release, and the files they are written to."""
