#!/bin/sh
# Takes the words of the screens out of src/ and brings POTFILES and every translation up to date.
set -eu
cd "$(dirname "$0")/.."

potfiles=data/po/POTFILES
{
	sed -n '/^#/p' "$potfiles"
	/usr/bin/python3 -B tests/tools/po.py --list
} > "$potfiles.new"
mv "$potfiles.new" "$potfiles"

pot=$(mktemp)
trap 'rm -f "$pot"' EXIT
grep -v '^#' "$potfiles" | xgettext --files-from=- --from-code=UTF-8 --keyword=_ --keyword=N_ \
	--add-comments=translators: --package-name=prenota --no-wrap --sort-by-file --output="$pot"
while read -r lang; do
	# No line numbers: they would change the file with every edit of the sources.
	msgmerge --quiet --no-wrap --no-fuzzy-matching --add-location=file --sort-by-file --update \
		--backup=none "data/po/$lang.po" "$pot"
	msgattrib --no-wrap --no-obsolete --add-location=file --output-file="data/po/$lang.po" "data/po/$lang.po"
	msgfmt --check --statistics --output-file=/dev/null "data/po/$lang.po"
done < data/po/LINGUAS
