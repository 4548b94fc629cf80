/* Paper as one HTML file: styles inside, nothing fetched, well-formed XML. */
#include <string.h>

#include "base/text.h"
#include "office/paper.h"

static const char style[] =
	"@page { size: A4; margin: 14mm 13mm 16mm; }\n"
	"body { font: 9.5pt/1.3 \"Noto Sans KR\", \"Noto Sans CJK KR\", \"Malgun Gothic\", \"Apple SD Gothic "
	"Neo\", "
	"NanumGothic, \"Liberation Sans\", Arial, sans-serif; color: #000; max-width: 184mm; margin: 0 auto; "
	"}\n"
	"header { border-bottom: 2pt solid #000; margin-bottom: 3mm; padding-bottom: 1.5mm; }\n"
	"header p { margin: 0; font-size: 9pt; }\n"
	"h1 { font-size: 15pt; line-height: 1.25; margin: 0 0 1mm; overflow-wrap: anywhere; }\n"
	".banner { border: 2.5pt solid #000; background: #000; color: #fff; font-weight: bold; font-size: "
	"14pt; "
	"text-align: center; padding: 1.5mm; margin: 0 0 3mm; -webkit-print-color-adjust: exact; "
	"print-color-adjust: exact; }\n"
	"section { break-inside: avoid; margin: 0 0 3mm; }\n"
	".half { display: inline-block; vertical-align: top; width: 49%; margin-right: .6%; }\n"
	".fresh { break-before: page; }\n"
	".half th { width: 27mm; }\n"
	".half .blank { width: 56mm; }\n"
	"h2 { font-size: 10.5pt; margin: 0 0 1mm; border-bottom: .6pt solid #000; break-after: avoid; }\n"
	"table { border-collapse: collapse; width: 100%; }\n"
	"td, th { vertical-align: top; text-align: left; padding: .35mm 1.5mm .35mm 0; overflow-wrap: "
	"anywhere; }\n"
	"th { font-weight: normal; color: #444; width: 42mm; }\n"
	"tr { break-inside: avoid; }\n"
	"p { margin: .5mm 0; }\n"
	".strong { font-weight: bold; }\n"
	"blockquote { margin: .5mm 0; padding: .5mm 3mm; border-left: 2pt solid #000; overflow-wrap: "
	"anywhere; }\n"
	".checks tr { border-bottom: .3pt solid #bbb; }\n"
	".checks .code { width: 9mm; color: #444; }\n"
	".checks .boxes { text-align: right; padding-right: 0; width: 1%; white-space: nowrap; }\n"
	".tick { white-space: nowrap; margin-left: 2.5mm; }\n"
	".box { display: inline-block; width: 3mm; height: 3mm; border: .7pt solid #000; font: bold 8pt/3mm "
	"sans-serif; "
	"text-align: center; vertical-align: -0.4mm; }\n"
	".blank { display: inline-block; border-bottom: .6pt solid #000; width: 62mm; height: 1.1em; }\n"
	".sign { display: inline-block; margin: 12mm 3% 0 0; border-top: .6pt solid #000; width: 46%; "
	"font-size: 9pt; }\n"
	"@media screen { body { padding: 8mm; } }\n";

/* Made safe, then written with the names that HTML has for its own characters; newlines are kept as such. */
static void put(struct buffer *out, const char *text)
{
	struct buffer shown = { 0 };
	for (const char *at = text ? text : ""; *at;) {
		size_t len = strcspn(at, "\n");
		buffer_clear(&shown);
		text_show_bytes(&shown, at, len);
		text_markup(out, buffer_text(&shown));
		if (at[len])
			buffer_add(out, "<br/>");
		at += len + (at[len] == '\n');
	}
	buffer_finish(&shown);
}

static void put_in(struct buffer *out, const char *tag, const char *attributes, const char *text)
{
	buffer_printf(out, "<%s%s>", tag, attributes);
	put(out, text);
	buffer_printf(out, "</%s>", tag);
}

static void put_boxes(struct buffer *out, const struct paper_line *line, const char *attributes)
{
	buffer_printf(out, "<td%s>", attributes);
	for (size_t i = 0; i < line->box_count; i++) {
		buffer_printf(out, "<span class=\"tick\"><span class=\"box\">%s</span> ",
			      line->boxes[i].ticked ? "×" : "");
		put(out, line->boxes[i].label);
		buffer_add(out, "</span> ");
	}
	buffer_add(out, "</td>");
}

static void put_blank(struct buffer *out, const struct paper_line *line, const char *attributes)
{
	buffer_printf(out, "<td%s>", attributes);
	if (line->text && *line->text)
		put(out, line->text);
	else
		buffer_add(out, "<span class=\"blank\"></span>");
	if (line->unit) {
		buffer_add_char(out, ' ');
		put(out, line->unit);
	}
	buffer_add(out, "</td>");
}

static void put_row(struct buffer *out, const struct paper_line *line)
{
	buffer_add(out, "<tr>");
	if (line->kind == PAPER_TICK) {
		buffer_add(out, "<td class=\"code\"><span class=\"box\"></span></td>");
		put_in(out, "td", "", line->label);
	} else if (line->kind == PAPER_PAIR || line->paired) {
		put_in(out, "th", "", line->label);
		if (line->kind == PAPER_CHECK)
			put_boxes(out, line, "");
		else if (line->kind == PAPER_BLANK)
			put_blank(out, line, "");
		else
			put_in(out, "td", line->strong ? " class=\"strong\"" : "", line->text);
	} else {
		put_in(out, "td", " class=\"code\"", line->code);
		put_in(out, "td", "", line->label);
		if (line->kind == PAPER_CHECK)
			put_boxes(out, line, " class=\"boxes\"");
		else
			put_blank(out, line, line->text && *line->text ? "" : " class=\"boxes\"");
	}
	buffer_add(out, "</tr>\n");
}

/* What table a line stands in; NULL: none. */
static const char *table_of(const struct paper_line *line)
{
	static const char pairs[] = "<table>\n", checks[] = "<table class=\"checks\">\n";
	switch (line->kind) {
	case PAPER_PAIR:
		return pairs;
	case PAPER_TICK:
		return checks;
	case PAPER_CHECK:
	case PAPER_BLANK:
		return line->paired ? pairs : checks;
	case PAPER_WORDS:
	case PAPER_QUOTE:
	case PAPER_SIGN:
		break;
	}
	return NULL;
}

static void put_plain(struct buffer *out, const struct paper_line *line)
{
	if (line->kind == PAPER_QUOTE)
		put_in(out, "blockquote", "", line->text);
	else if (line->kind == PAPER_SIGN)
		put_in(out, "div", " class=\"sign\"", line->label);
	else
		put_in(out, "p", line->strong ? " class=\"strong\"" : "", line->text);
	buffer_add_char(out, '\n');
}

static void put_block(struct buffer *out, const struct paper_block *block)
{
	const char *open = NULL;
	buffer_printf(out, "<section%s>\n",
		      block->half    ? " class=\"half\""
		      : block->fresh ? " class=\"fresh\""
				     : "");
	if (block->title) {
		put_in(out, "h2", "", block->title);
		buffer_add_char(out, '\n');
	}
	for (size_t i = 0; i < block->count; i++) {
		const struct paper_line *line = &block->lines[i];
		const char *table = table_of(line);
		if (table != open) {
			buffer_add(out, open ? "</table>\n" : "");
			buffer_add(out, table ? table : "");
			open = table;
		}
		if (table)
			put_row(out, line);
		else
			put_plain(out, line);
	}
	buffer_add(out, open ? "</table>\n" : "");
	buffer_add(out, "</section>\n");
}

void paper_write_html(const struct paper *paper, struct buffer *out)
{
	buffer_add(out, "<!DOCTYPE html>\n<html xmlns=\"http://www.w3.org/1999/xhtml\" lang=\"");
	text_markup(out, paper->language ? paper->language : "en");
	buffer_add(out, "\">\n<head>\n<meta charset=\"utf-8\"/>\n");
	put_in(out, "title", "", paper->running);
	buffer_printf(out, "\n<style>\n%s</style>\n</head>\n<body>\n<header>\n", style);
	put_in(out, "h1", "", paper->title);
	put_in(out, "p", "", paper->subtitle);
	buffer_add(out, "\n</header>\n");
	if (paper->banner) {
		put_in(out, "p", " class=\"banner\"", paper->banner);
		buffer_add_char(out, '\n');
	}
	for (size_t i = 0; i < paper->count; i++)
		if (paper->blocks[i].count)
			put_block(out, &paper->blocks[i]);
	buffer_add(out, "</body>\n</html>\n");
}
