#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <locale.h>

#include "base/table.h"

static const struct table_column columns[] = {
	{ "Time", TEXT_LEFT, 0 },
	{ "이름", TEXT_LEFT, 6 },
	{ "Spare", TEXT_RIGHT, 0 },
};

static struct table *sample(void)
{
	struct table *table = table_create(columns, 3);
	table_add_row(table, (const char *[]){ "09:30", "홍길동", "3.5" });
	table_add_row(table, (const char *[]){ "1\033[2J", "남궁민수", NULL });
	table_add_row(table, (const char *[]){ "10:00", "O'Neil", "14.0" });
	return table;
}

static void aligned_by_columns(void **state)
{
	struct table *table = sample();
	struct buffer out = { 0 };
	table_write(table, &out);
	assert_string_equal(buffer_text(&out), "Time   이름    Spare\n"
					       "09:30  홍길동    3.5\n"
					       "1␛[2J  남궁…\n"
					       "10:00  O'Neil   14.0\n");
	buffer_finish(&out);
	table_destroy(table);
}

static void plain_is_one_thing_a_line(void **state)
{
	struct table *table = sample();
	struct buffer out = { 0 };
	table_write_plain(table, &out);
	assert_string_equal(buffer_text(&out), "Time: 09:30\n이름: 홍길동\nSpare: 3.5\n\n"
					       "Time: 1␛[2J\n이름: 남궁…\n\n"
					       "Time: 10:00\n이름: O'Neil\nSpare: 14.0\n");
	buffer_finish(&out);
	table_destroy(table);
}

static void csv_quotes_and_guards(void **state)
{
	struct buffer out = { 0 };
	csv_write_row(&out, (const char *[]){ "a", NULL, "b,c", "say \"hi\"", "x\ny" }, 5);
	csv_write_row(&out, (const char *[]){ "=1+1", "+82", "-3", "@x", "\tx", "\rx", "=a,b", "a=b" }, 8);
	assert_string_equal(buffer_text(&out), "a,,\"b,c\",\"say \"\"hi\"\"\",\"x\ny\"\n"
					       "'=1+1,'+82,'-3,'@x,'\tx,\"'\nx\",\"'=a,b\",a=b\n");
	buffer_clear(&out);
	csv_write_row(&out, (const char *[]){ "+390212345678", "+39 02 1234", "+1-2345678", "+12345678 A1", "+123456" }, 5);
	assert_string_equal(buffer_text(&out), "+390212345678,+39 02 1234,'+1-2345678,'+12345678 A1,'+123456\n");
	buffer_clear(&out);
	csv_write_row(&out, (const char *[]){ "\xe2\x80\xae=1", "\033]0;x\007=2", "＝3", "\033[31mred", "\xff" }, 5);
	assert_string_equal(buffer_text(&out), "'=1,]0;x=2,'＝3,[31mred,\xef\xbf\xbd\n");
	buffer_finish(&out);
}

int main(void)
{
	if (!setlocale(LC_ALL, "C.UTF-8"))
		return 1;
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(aligned_by_columns),
		cmocka_unit_test(plain_is_one_thing_a_line),
		cmocka_unit_test(csv_quotes_and_guards),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
