"""`python -m backfile` is `backfile`."""

from backfile.cli import program

if __name__ == "__main__":
    program()
