"""`python -m factdb` is `factdb`."""

from factdb.cli import main

if __name__ == "__main__":  # processes that are spawned import it under another name
    main()
