"""What annotators see, and how what they do there is read back."""
