"""Files: data files read, checked and written."""
