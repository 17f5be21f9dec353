#!/bin/sh
PYTHONPATH=/tmp/wt/MAIN8/src exec chrt -r 1 /work/main/.venv/bin/python -m backfile "$@"
