#!/bin/sh
# Writes the migrations as C data, so that the program stands alone: embed.sh OUTPUT FILE...
set -eu
out=$1
shift
{
	echo '#include "store/schema.h"'
	for file in "$@"; do
		name=$(basename "$file" .sql)
		echo "static const char text_$name[] = {"
		od -An -v -tu1 "$file" | tr -s ' ' ',' | sed 's/^,//; s/,*$/,/'
		echo '0 };'
	done
	echo 'const struct schema_file schema_files[] = {'
	for file in "$@"; do
		name=$(basename "$file" .sql)
		number=$(echo "$name" | sed 's/_.*//; s/^0*//')
		echo "{ $number, \"$name\", text_$name },"
	done
	echo '};'
	echo 'const int schema_file_count = sizeof schema_files / sizeof *schema_files;'
} >"$out"
