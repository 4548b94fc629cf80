#!/bin/sh
# Fills a page of the manual with the program's own tables: fill.sh PRENOTA IN OUT
set -eu
prenota=$1 in=$2 out=$3
export LC_ALL=C.UTF-8 LANGUAGE=en
while IFS= read -r line; do
	case $line in
	@COMMANDS@) "$prenota" reference mdoc-commands --lang en ;;
	@OPTIONS@) "$prenota" reference mdoc-options --lang en ;;
	@OTHER_OPTIONS@) "$prenota" reference mdoc-other-options --lang en ;;
	*) printf '%s\n' "$line" ;;
	esac
done <"$in" >"$out"
