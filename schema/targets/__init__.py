"""What is derived from the event classes, one module for each artefact."""
