"""Records: what the data files hold, a module for each kind of file."""
