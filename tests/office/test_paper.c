/* Paper: eighty columns, whole blocks, nothing of the data but its text. */
#include <locale.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "base/text.h"
#include "office/paper.h"

static struct buffer out;

static int drop(void **state)
{
	buffer_finish(&out);
	return 0;
}

/* The rows of @text: none wider than a page, none with a control character; pages no longer than theirs. */
static void check_rows(const char *text)
{
	int rows = 0;
	for (const char *at = text; *at;) {
		size_t len = strcspn(at, "\n");
		if (*at == '\f') {
			rows = 0;
			at++;
			continue;
		}
		for (size_t i = 0; i < len; i++)
			assert_true((unsigned char)at[i] >= ' ' && at[i] != 0x7f);
		if (text_width_bytes(at, len) > PAPER_COLUMNS)
			fail_msg("a row is wider than the page: \"%.*s\"", (int)len, at);
		assert_true(++rows <= PAPER_ROWS);
		at += len + (at[len] == '\n');
	}
}

static int pages_of(const char *text)
{
	int pages = 1;
	for (; *text; text++)
		pages += *text == '\f';
	return pages;
}

static void blocks_stay_whole(void **state)
{
	struct paper paper = { .title = "Title", .running = "Sheet 1" };
	for (int block = 0; block < 12; block++) {
		paper_block(&paper, arena_printf(&paper.arena, "Block %d", block));
		for (int i = 0; i < 10; i++)
			paper_pair(&paper, "label", arena_printf(&paper.arena, "%d.%d", block, i));
	}
	paper_write_text(&paper, &out);
	check_rows(buffer_text(&out));
	assert_int_equal(pages_of(buffer_text(&out)), 3);
	/* Between a block's title and its last row no page ends. */
	for (int block = 0; block < 12; block++) {
		char title[32], last[32];
		snprintf(title, sizeof title, "-- Block %d ", block);
		snprintf(last, sizeof last, " %d.9\n", block);
		const char *from = strstr(buffer_text(&out), title), *to = strstr(buffer_text(&out), last);
		assert_true(from && to && from < to);
		assert_null(memchr(from, '\f', (size_t)(to - from)));
	}
	assert_non_null(strstr(buffer_text(&out), "page 3 of 3\n"));
	paper_finish(&paper);
}

static void a_block_longer_than_a_page_goes_on(void **state)
{
	struct paper paper = { .title = "Title", .running = "Sheet 1" };
	paper_block(&paper, "Long");
	for (int i = 0; i < 150; i++)
		paper_pair(&paper, "label", "value");
	paper_write_text(&paper, &out);
	check_rows(buffer_text(&out));
	assert_int_equal(pages_of(buffer_text(&out)), 3);
	paper_finish(&paper);
}

/* @text in every place that a text can have. */
static void fill(struct paper *paper, const char *text)
{
	struct paper_box *boxes = arena_alloc(&paper->arena, 6 * sizeof *boxes);
	for (int i = 0; i < 6; i++)
		boxes[i] = (struct paper_box){ text, i % 2 };
	paper->title = paper->subtitle = paper->running = paper->banner = text;
	paper_block(paper, text);
	for (int kind = PAPER_PAIR; kind <= PAPER_SIGN; kind++)
		for (int variant = 0; variant < 8; variant++)
			paper_add(paper, (struct paper_line){ .kind = (enum paper_kind)kind,
							      .strong = variant & 1,
							      .paired = variant & 2,
							      .code = variant & 4 ? text : NULL,
							      .label = text,
							      .text = variant == 3 ? NULL : text,
							      .unit = variant & 1 ? "mm" : NULL,
							      .boxes = boxes,
							      .box_count = 6 });
}

static void any_text_keeps_to_the_page(void **state)
{
	static const char *const texts[] = {
		"",
		"가나다라마바사아자차카타파하가나다라마바사아자차카타파하가나다라마바사아자차카타파하가나다라"
		"마바사",
		"Wwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwww"
		"wwww",
		"a line\nand another\r\n\tand a third",
		"\033[2J\033]0;x\007 \x9b\x35n \xc2\x9b \xe2\x80\xae\xff\xfe",
		"e\xcc\x81\xcc\x81\xcc\x81 \xf0\x9f\x9a\x97\xf0\x9f\x9a\x97",
	};
	for (size_t i = 0; i < sizeof texts / sizeof texts[0]; i++) {
		struct paper paper = { 0 };
		fill(&paper, texts[i]);
		buffer_clear(&out);
		paper_write_text(&paper, &out);
		check_rows(buffer_text(&out));
		buffer_clear(&out);
		paper_write_html(&paper, &out);
		for (const char *c = buffer_text(&out); *c; c++)
			assert_true((unsigned char)*c >= ' ' || *c == '\n');
		paper_finish(&paper);
	}
}

static void html_of_data_is_text(void **state)
{
	struct paper paper = { .language = "ko\" onload=\"x" };
	fill(&paper, "<script>alert('x')</script> & \"q\"");
	paper_write_html(&paper, &out);
	assert_null(strstr(buffer_text(&out), "<script"));
	assert_null(strstr(buffer_text(&out), "\" onload"));
	assert_non_null(strstr(buffer_text(&out),
			       "&lt;script&gt;alert(&#39;x&#39;)&lt;/script&gt; &amp; &quot;q&quot;"));
	paper_finish(&paper);
}

int main(void)
{
	if (!setlocale(LC_ALL, "C.UTF-8"))
		return 1;
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_teardown(blocks_stay_whole, drop),
		cmocka_unit_test_teardown(a_block_longer_than_a_page_goes_on, drop),
		cmocka_unit_test_teardown(any_text_keeps_to_the_page, drop),
		cmocka_unit_test_teardown(html_of_data_is_text, drop),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
