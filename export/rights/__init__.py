"""Releases without the words of texts that must not be copied, and those words put back."""
