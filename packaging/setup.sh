#!/bin/sh
# Make .venv ready: system libraries, packages locked by hash, StreetLaw itself, message catalogues.
#
#   packaging/setup.sh run    what running the program needs
#   packaging/setup.sh test   and what its tests need
#
# The Makefile calls it when a lock has changed. PYTHON names another interpreter than python3.
set -eu
cd "$(dirname "$0")/.."

case ${1:-run} in
    run) purpose=run lock=packaging/requirements.txt ;;
    test) purpose=test lock=packaging/requirements-dev.txt ;;
    *) echo "usage: packaging/setup.sh [run|test]" >&2; exit 2 ;;
esac

for python in ${PYTHON:-python3 python3.14 python3.13 python3.12 python3.11} ""; do
    if [ -z "$python" ]; then
        echo "StreetLaw needs Python 3.11 or newer. Install it, or name it: make PYTHON=/path/to/python3" >&2
        exit 1
    fi
    "$python" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null && break
done

"$python" packaging/system_packages.py "$purpose"

if "$python" -c 'import ensurepip' 2>/dev/null; then
    .venv/bin/python -m pip --version >/dev/null 2>&1 || "$python" -m venv --clear .venv
    pip=".venv/bin/python -m pip"
else # Debian without python3-venv: lend the environment the system's own pip
    .venv/bin/python -c '' 2>/dev/null || "$python" -m venv --clear --without-pip .venv
    pip="$python -m pip --python .venv/bin/python"
fi

echo "Installing packages into .venv (once, and when a lock changes)"
pip="$pip --quiet --disable-pip-version-check install"
$pip --require-hashes --only-binary :all: --requirement "$lock"
$pip --no-deps --no-index --no-build-isolation --editable .
.venv/bin/python packaging/catalogues.py compile
