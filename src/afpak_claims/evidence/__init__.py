"""Evidence: a dataset, its comparisons and verdicts, and what is told of them."""
