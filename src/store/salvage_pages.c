#include "store/salvage_pages.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* What a column takes. */
struct column {
	char type; /* of its declared type: I, T, R, B */
	bool required;
	char fallback[64]; /* what a row written before the column was added has, as SQL; "" NULL */
};

/* The order in which a record has its columns, and what each may be. */
struct shape {
	char name[STORE_NAME_MAX];
	struct column columns[STORE_COLUMNS_MAX];
	int to[STORE_COLUMNS_MAX]; /* by place in the record: the column of the new table, -1 none */
	int count;
	int least;      /* places that a record has at least */
	int alias;      /* place of the column that is the rowid, -1 none */
	bool rowid;     /* on the pages of a table, not of an index */
	bool known;     /* its root was found */
	bool whole;     /* everything of it was read */
	bool wanted;    /* rows of it are lost so far */
	uint32_t usual; /* its root in a database that this program made at once */
	int64_t gained; /* rows */
	int64_t refused;
	struct salvage_table *out; /* NULL: an index */
	sqlite3_stmt *put;
};

enum { SHAPES_MAX = 512, ROOTS_MAX = 1024 };

struct search {
	struct pages *pages;
	sqlite3 *good;
	struct shape *shapes;
	int count;
	struct shape *at; /* the one whose tree is walked */
	uint8_t *page;
	/* of an orphaned page: */
	int rows, fitting;
	bool trial;
	int accepted;
};

static sqlite3_stmt *ask(sqlite3 *db, const char *sql, const char *name)
{
	sqlite3_stmt *q = NULL;
	if (sqlite3_prepare_v2(db, sql, -1, &q, NULL) != SQLITE_OK)
		return NULL;
	sqlite3_bind_text(q, 1, name, -1, SQLITE_STATIC);
	return q;
}

static void run(sqlite3 *db, const char *sql)
{
	sqlite3_exec(db, sql, NULL, NULL, NULL);
}

/* --- shapes --- */

static void read_columns(sqlite3 *db, struct shape *shape)
{
	sqlite3_stmt *q =
		ask(db, "SELECT type, \"notnull\" OR pk, dflt_value FROM pragma_table_info(?1)", shape->name);
	for (int i = 0; q && sqlite3_step(q) == SQLITE_ROW && i < STORE_COLUMNS_MAX; i++) {
		const char *type = (const char *)sqlite3_column_text(q, 0);
		const char *fallback = (const char *)sqlite3_column_text(q, 2);
		shape->columns[i].type = type ? type[0] : 'T';
		shape->columns[i].required = sqlite3_column_int(q, 1) != 0;
		snprintf(shape->columns[i].fallback, sizeof shape->columns[i].fallback, "%s",
			 fallback ? fallback : "");
	}
	sqlite3_finalize(q);
}

/* A table without rowid has its key first. */
static void set_order(struct shape *shape, const struct db_table *table)
{
	bool placed[STORE_COLUMNS_MAX] = { false };
	for (int i = 0; i < table->key_count && !table->has_rowid; i++) {
		shape->to[shape->count++] = table->key[i];
		placed[table->key[i]] = true;
	}
	for (int i = 0; i < table->column_count; i++)
		if (!placed[i])
			shape->to[shape->count++] = i;
	shape->rowid = table->has_rowid;
	shape->alias = table->has_rowid && table->key_count == 1 ? table->key[0] : -1;
}

/* Only a whole number can be the rowid itself. A record may end before columns that were added after it was
 * written. */
static void set_least(struct shape *shape)
{
	int alias = shape->alias >= 0 ? shape->to[shape->alias] : -1;
	if (alias < 0 || shape->columns[alias].type != 'I')
		shape->alias = -1;
	shape->least = 1;
	for (int i = 0; i < shape->count; i++) {
		const struct column *column = shape->to[i] < 0 ? NULL : &shape->columns[shape->to[i]];
		if (column && column->required && !column->fallback[0] && i != shape->alias)
			shape->least = i + 1;
	}
}

static void prepare_put(sqlite3 *db, struct shape *shape, const struct db_table *table)
{
	struct buffer sql = { 0 };
	buffer_printf(&sql, "INSERT INTO \"%s\" (", table->name);
	for (int i = 0; i < table->column_count; i++)
		buffer_printf(&sql, "%s\"%s\"", i ? ", " : "", table->columns[i]);
	buffer_add(&sql, ") VALUES (");
	for (int i = 0; i < table->column_count; i++) {
		const char *fallback = shape->columns[i].fallback;
		if (shape->columns[i].required && fallback[0])
			buffer_printf(&sql, "%scoalesce(?%d, %s)", i ? ", " : "", i + 1, fallback);
		else
			buffer_printf(&sql, "%s?%d", i ? ", " : "", i + 1);
	}
	buffer_add_char(&sql, ')');
	sqlite3_prepare_v2(db, buffer_text(&sql), -1, &shape->put, NULL);
	buffer_finish(&sql);
}

static uint32_t usual_root(sqlite3 *db, const char *name)
{
	sqlite3_stmt *q = ask(db, "SELECT rootpage FROM sqlite_schema WHERE name = ?1", name);
	uint32_t root = q && sqlite3_step(q) == SQLITE_ROW ? (uint32_t)sqlite3_column_int64(q, 0) : 0;
	sqlite3_finalize(q);
	return root;
}

static void add_table(struct search *search, const struct db_table *table, struct salvage_table *out)
{
	struct shape *shape = &search->shapes[search->count++];
	*shape = (struct shape){ .out = out, .wanted = out->lost != 0 };
	snprintf(shape->name, sizeof shape->name, "%s", table->name);
	shape->usual = usual_root(search->good, shape->name);
	read_columns(search->good, shape);
	set_order(shape, table);
	set_least(shape);
	prepare_put(search->good, shape, table);
}

/* The records of an index: they could be taken for those of a table without rowid. */
static void add_index(struct search *search, const char *name)
{
	struct shape *shape = &search->shapes[search->count];
	*shape = (struct shape){ .alias = -1, .usual = usual_root(search->good, name) };
	snprintf(shape->name, sizeof shape->name, "%s", name);
	sqlite3_stmt *q =
		ask(search->good,
		    "SELECT coalesce(c.type, 'INTEGER') FROM pragma_index_xinfo(?1) x JOIN sqlite_schema s"
		    " ON s.name = ?1 LEFT JOIN pragma_table_info(s.tbl_name) c ON c.name = x.name",
		    name);
	for (; q && sqlite3_step(q) == SQLITE_ROW && shape->count < STORE_COLUMNS_MAX; shape->count++) {
		shape->columns[shape->count].type = *(const char *)sqlite3_column_text(q, 0);
		shape->to[shape->count] = shape->count;
	}
	sqlite3_finalize(q);
	shape->least = shape->count;
	search->count += shape->count > 0;
}

static void read_shapes(struct search *search, const struct db_tables *tables, struct salvage_report *report)
{
	for (int i = 0; i < report->count; i++)
		add_table(search, &tables->items[i], &report->tables[i]);
	sqlite3_stmt *q = NULL;
	if (sqlite3_prepare_v2(search->good, "SELECT name FROM sqlite_schema WHERE type = 'index'", -1, &q,
			       NULL) != SQLITE_OK)
		return;
	while (sqlite3_step(q) == SQLITE_ROW && search->count < SHAPES_MAX)
		add_index(search, (const char *)sqlite3_column_text(q, 0));
	sqlite3_finalize(q);
}

static struct shape *find_shape(struct search *search, const char *name, int length)
{
	for (int i = 0; i < search->count; i++)
		if (strncmp(search->shapes[i].name, name, (size_t)length) == 0 &&
		    !search->shapes[i].name[length])
			return &search->shapes[i];
	return NULL;
}

/* --- the damaged database's own schema --- */

struct roots {
	struct search *search;
	uint32_t root[ROOTS_MAX];
	struct shape *shape[ROOTS_MAX]; /* NULL: a tree of no interest */
	int count;
};

/* Its columns stood in another order when it was made by an older program. */
static void follow_sql(struct search *search, struct shape *shape, const struct page_value *sql)
{
	sqlite3 *db = NULL;
	struct db_table was, now;
	char *text = sqlite3_mprintf("%.*s", sql->length, sql->bytes);
	if (text && sqlite3_open(":memory:", &db) == SQLITE_OK &&
	    sqlite3_exec(db, text, NULL, NULL, NULL) == SQLITE_OK &&
	    store_table_read(db, shape->name, &was) && store_table_read(search->good, shape->name, &now)) {
		shape->count = 0;
		set_order(shape, &was);
		for (int i = 0; i < shape->count; i++) {
			int from = shape->to[i];
			shape->to[i] = -1;
			for (int k = 0; k < now.column_count; k++)
				if (strcmp(now.columns[k], was.columns[from]) == 0)
					shape->to[i] = k;
		}
		set_least(shape);
	}
	sqlite3_close(db);
	sqlite3_free(text);
}

static void schema_row(void *context, const struct page_row *row)
{
	struct roots *roots = context;
	const struct page_value *type = &row->values[0], *name = &row->values[1], *root = &row->values[3];
	if (row->count != 5 || type->kind != VALUE_TEXT || name->kind != VALUE_TEXT ||
	    name->length >= STORE_NAME_MAX || root->kind != VALUE_INTEGER || root->integer < 2 ||
	    root->integer > (int64_t)roots->search->pages->count || roots->count >= ROOTS_MAX)
		return;
	bool table = type->length == 5 && memcmp(type->bytes, "table", 5) == 0;
	bool index = type->length == 5 && memcmp(type->bytes, "index", 5) == 0;
	if (!table && !index)
		return;
	struct shape *shape = find_shape(roots->search, name->bytes, name->length);
	if (shape && (shape->known || (shape->out != NULL) != table))
		return;
	if (shape) {
		shape->known = true;
		if (table && row->values[4].kind == VALUE_TEXT)
			follow_sql(roots->search, shape, &row->values[4]);
	}
	roots->shape[roots->count] = shape;
	roots->root[roots->count++] = (uint32_t)root->integer;
}

/* Rows of the schema, wherever they lie. */
static void find_roots(struct search *search, struct roots *roots)
{
	for (uint32_t i = 1; i <= search->pages->count; i++)
		if (pages_read(search->pages, i, search->page) &&
		    page_kind(i, search->page) == PAGE_LEAF_TABLE)
			pages_rows(search->pages, i, search->page, schema_row, roots);
}

/* --- rows --- */

static bool fits_column(const struct column *column, const struct page_value *value)
{
	switch (value->kind) {
	case VALUE_NULL:
		return !column->required;
	case VALUE_INTEGER:
		return column->type == 'I' || column->type == 'R';
	case VALUE_REAL:
		return column->type == 'R';
	case VALUE_TEXT:
		return column->type == 'T';
	case VALUE_BLOB:
		return column->type == 'B';
	}
	return false;
}

static bool fits(const struct shape *shape, const struct page_row *row)
{
	if (row->count < shape->least || row->count > shape->count)
		return false;
	for (int i = 0; i < row->count; i++) {
		if (i == shape->alias ? row->values[i].kind != VALUE_NULL
				      : shape->to[i] >= 0 &&
						!fits_column(&shape->columns[shape->to[i]], &row->values[i]))
			return false;
	}
	return true;
}

static void bind(sqlite3_stmt *put, int at, const struct page_value *value)
{
	switch (value->kind) {
	case VALUE_NULL:
		sqlite3_bind_null(put, at);
		break;
	case VALUE_INTEGER:
		sqlite3_bind_int64(put, at, value->integer);
		break;
	case VALUE_REAL:
		sqlite3_bind_double(put, at, value->real);
		break;
	case VALUE_TEXT:
		sqlite3_bind_text(put, at, value->bytes, value->length, SQLITE_STATIC);
		break;
	case VALUE_BLOB:
		sqlite3_bind_blob(put, at, value->length ? value->bytes : "", value->length, SQLITE_STATIC);
		break;
	}
}

/* SQLITE_DONE: it is in; SQLITE_OK: it was there already. */
static int put_row(struct shape *shape, const struct page_row *row)
{
	sqlite3_clear_bindings(shape->put);
	for (int i = 0; i < row->count; i++) {
		if (i == shape->alias)
			sqlite3_bind_int64(shape->put, shape->to[i] + 1, row->rowid);
		else if (shape->to[i] >= 0)
			bind(shape->put, shape->to[i] + 1, &row->values[i]);
	}
	sqlite3_step(shape->put);
	int rc = sqlite3_extended_errcode(sqlite3_db_handle(shape->put));
	sqlite3_reset(shape->put);
	bool there = rc == SQLITE_CONSTRAINT_PRIMARYKEY || rc == SQLITE_CONSTRAINT_UNIQUE ||
		     rc == SQLITE_CONSTRAINT_ROWID;
	return there ? SQLITE_OK : rc;
}

static void take_row(void *context, const struct page_row *row)
{
	struct search *search = context;
	struct shape *shape = search->at;
	if (!shape->put || !fits(shape, row)) {
		shape->refused++;
		return;
	}
	int rc = put_row(shape, row);
	shape->gained += rc == SQLITE_DONE;
	shape->refused += rc != SQLITE_DONE && rc != SQLITE_OK;
}

/* --- pages to which no way leads --- */

static void count_fitting(void *context, const struct page_row *row)
{
	struct search *search = context;
	search->rows++;
	search->fitting += fits(search->at, row);
}

static void try_row(void *context, const struct page_row *row)
{
	struct search *search = context;
	int rc = put_row(search->at, row);
	search->accepted += rc == SQLITE_DONE || rc == SQLITE_OK;
}

/* Whether all rows of the page in search->page can be rows of @shape. */
static bool suits(struct search *search, uint32_t number, struct shape *shape)
{
	bool of_table = page_kind(number, search->page) == PAGE_LEAF_TABLE;
	if (shape->whole || shape->rowid != of_table)
		return false;
	search->at = shape;
	search->rows = search->fitting = search->accepted = 0;
	pages_rows(search->pages, number, search->page, count_fitting, search);
	if (search->rows == 0 || search->fitting < search->rows || !shape->put)
		return search->rows > 0 && search->fitting == search->rows;
	run(search->good, "SAVEPOINT trial");
	pages_rows(search->pages, number, search->page, try_row, search);
	run(search->good, "ROLLBACK TO trial; RELEASE trial");
	return search->accepted == search->rows;
}

static void take_stray(struct search *search, uint32_t number, struct salvage_report *report)
{
	struct shape *table = NULL;
	int suitable = 0;
	for (int i = 0; i < search->count; i++) {
		if (!suits(search, number, &search->shapes[i]))
			continue;
		suitable++;
		if (search->shapes[i].put)
			table = &search->shapes[i];
	}
	search->at = table;
	if (table && suitable == 1)
		pages_rows(search->pages, number, search->page, take_row, search);
	else if (table)
		report->strays++;
}

static void take_strays(struct search *search, struct salvage_report *report)
{
	for (uint32_t i = 1; i <= search->pages->count; i++)
		if (!search->pages->seen[i] && pages_read(search->pages, i, search->page) &&
		    page_kind(i, search->page) && page_kind(i, search->page) != PAGE_INNER_TABLE)
			take_stray(search, i, report);
}

/* --- all of it --- */

/* Whether the tree at the usual root of @shape is one whose rows are all like its own. */
static bool is_usual(struct search *search, struct shape *shape)
{
	uint32_t root = shape->usual;
	if (shape->known || root < 2 || root > search->pages->count || search->pages->seen[root] ||
	    !pages_read(search->pages, root, search->page) || !page_kind(root, search->page))
		return false;
	size_t size = (size_t)search->pages->count + 1;
	uint8_t *seen = malloc(size);
	if (!seen)
		abort();
	memcpy(seen, search->pages->seen, size);
	search->at = shape;
	search->rows = search->fitting = search->accepted = 0;
	pages_walk(search->pages, root, count_fitting, search);
	memcpy(search->pages->seen, seen, size);
	int kind = page_kind(root, search->page);
	bool fine = shape->rowid == (kind == PAGE_INNER_TABLE || kind == PAGE_LEAF_TABLE) &&
		    search->rows > 0 && search->fitting == search->rows;
	if (fine && shape->put) {
		run(search->good, "SAVEPOINT trial");
		pages_walk(search->pages, root, try_row, search);
		run(search->good, "ROLLBACK TO trial; RELEASE trial");
		memcpy(search->pages->seen, seen, size);
		fine = search->accepted == search->rows;
	}
	free(seen);
	return fine;
}

static void walk_tree(struct search *search, struct shape *shape, uint32_t root)
{
	bool take = shape && shape->put && shape->wanted;
	search->at = shape;
	bool whole = pages_walk(search->pages, root, take ? take_row : NULL, search);
	if (shape)
		shape->whole = whole;
}

static void walk_trees(struct search *search)
{
	struct roots *roots = calloc(1, sizeof *roots);
	if (!roots)
		abort();
	roots->search = search;
	find_roots(search, roots);
	pages_walk(search->pages, 1, NULL, NULL); /* the schema is no table of ours */
	for (int i = 0; i < roots->count; i++)
		walk_tree(search, roots->shape[i], roots->root[i]);
	for (int i = 0; i < search->count; i++)
		if (is_usual(search, &search->shapes[i]))
			walk_tree(search, &search->shapes[i], search->shapes[i].usual);
	free(roots);
}

static void report_all(struct search *search, struct salvage_report *report)
{
	report->complete = report->strays == 0;
	for (int i = 0; i < search->count; i++) {
		struct shape *shape = &search->shapes[i];
		sqlite3_finalize(shape->put);
		if (!shape->out)
			continue;
		shape->out->saved += shape->gained;
		report->saved += shape->gained;
		if (shape->whole && shape->refused == 0)
			shape->out->lost = 0;
		else if (shape->out->lost > 0)
			shape->out->lost -=
				shape->gained < shape->out->lost ? shape->gained : shape->out->lost;
		report->complete = report->complete && shape->out->lost == 0;
	}
}

void salvage_by_pages(struct pages *pages, sqlite3 *good, const struct db_tables *tables,
		      struct salvage_report *report)
{
	struct search search = { .pages = pages, .good = good };
	search.shapes = calloc(SHAPES_MAX, sizeof *search.shapes);
	search.page = malloc(PAGE_SIZE_MAX);
	if (!search.shapes || !search.page)
		abort();
	read_shapes(&search, tables, report);
	walk_trees(&search);
	take_strays(&search, report);
	report_all(&search, report);
	free(search.shapes);
	free(search.page);
}
