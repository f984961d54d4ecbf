"""Documents in, annotations out: by rules, and by people in Label Studio."""
