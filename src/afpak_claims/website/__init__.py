"""Website: a dataset as HTML that loads nothing."""
