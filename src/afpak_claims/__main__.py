"""Run the command line with ``python -m afpak_claims``."""

from afpak_claims.commands.cli import main

if __name__ == "__main__":
    main()
