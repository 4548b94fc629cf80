#!/bin/sh
# Installs what is missing, builds the release into build-release and opens the console on the sample site.
set -eu
cd "$(dirname "$0")/.."
. scripts/packages.sh

packages_install $packages_build

if [ ! -f build-release/build.ninja ]; then
	meson setup --buildtype=release -Dtests=false build-release
fi
meson compile -C build-release

if [ -t 0 ] && [ -t 1 ]; then
	exec build-release/src/prenota demo "$@"
fi
echo "This is no terminal. To open the console: build-release/src/prenota demo"
