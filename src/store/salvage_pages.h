/* store/salvage_pages.h - rows that SQLite does not reach any more, because the schema or the way to them is
 * damaged: they are looked for page by page. */
#ifndef PRENOTA_STORE_SALVAGE_PAGES_H
#define PRENOTA_STORE_SALVAGE_PAGES_H

#include "store/backup.h"
#include "store/pages.h"
#include "store/tables.h"

/* Adds to @good what the pages of a damaged database still hold of the tables of @report of which rows are
 * lost, and says in @report what is lost after that. Pages to which no way leads are taken for those of the
 * one table that they fit; when they fit none, or several, they are counted in @report->strays and left.
 * @good has the schema of this program, without triggers, in a transaction. */
void salvage_by_pages(struct pages *pages, sqlite3 *good, const struct db_tables *tables,
		      struct salvage_report *report);

#endif
