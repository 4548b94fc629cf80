/* store/schema.h - the migrations, built into the program from data/schema by embed.sh. */
#ifndef PRENOTA_STORE_SCHEMA_H
#define PRENOTA_STORE_SCHEMA_H

struct schema_file {
	int version; /* the number in the file's name */
	const char *name;
	const char *sql;
};

extern const struct schema_file schema_files[]; /* by version, without gaps */
extern const int schema_file_count;

#endif
