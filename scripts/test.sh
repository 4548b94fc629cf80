#!/bin/sh
# Installs what is missing, builds with gcc (address and undefined-behaviour sanitizers) and with clang, warnings as
# errors, runs every test under both, and builds the release as try.sh does. Ends with "N passed, N failed".
set -u
cd "$(dirname "$0")/.." || exit 1
. scripts/packages.sh

stop()
{
	echo "$1" >&2
	echo "0 passed, 1 failed"
	exit 1
}

packages_install $packages_build $packages_test || stop "The packages could not be installed."

# The tests bring their own clock, languages and terminals.
unset LANGUAGE LC_ALL LC_MESSAGES TZ NO_COLOR TERM
export LANG=C.UTF-8
export ASAN_OPTIONS=detect_leaks=1:detect_stack_use_after_return=1
export UBSAN_OPTIONS=halt_on_error=1:print_stacktrace=1

broken=

# build FOLDER COMPILER OPTION...: sets the folder up when it is new, and compiles. What fails stands in $broken.
build()
{
	folder=$1
	compiler=$2
	shift 2
	echo "== $folder: $compiler $*"
	if [ ! -f "$folder/build.ninja" ]; then
		rm -rf "$folder"
		CC=$compiler meson setup "$folder" -Dwerror=true "$@" || {
			broken="$broken $folder"
			return 1
		}
	fi
	ninja -C "$folder" || {
		broken="$broken $folder"
		return 1
	}
}

# check FOLDER: runs the tests of a folder that build() has made.
check()
{
	rm -f "$1/meson-logs/testlog.json"
	meson test -C "$1" --no-rebuild --print-errorlogs --timeout-multiplier 4
}

build build-test-gcc gcc -Db_sanitize=address,undefined && check build-test-gcc
build build-test-clang clang && check build-test-clang
build build-test-release gcc --buildtype=release -Dtests=false

exec /usr/bin/python3 tests/tools/count.py --broken "$broken" build-test-gcc build-test-clang
