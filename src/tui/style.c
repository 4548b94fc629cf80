#include "tui/style.h"

#include "tui/look.h"

enum { HEAT_STEPS = 5, EIGHTHS = 8, OWN = -1, BLACK = 16, WHITE = 231 };

/* How a style looks: with many colours, with eight, with none. OWN is the terminal's own colour. */
struct design {
	attr_t attrs; /* with colours */
	short fore, back;
	short fore8, back8;
	attr_t mono; /* attributes without colours */
};

/* Heat: of viridis, steps that differ for every kind of colour vision. Grey, green and amber keep a contrast
 * of 4.5 on black and on white grounds alike; bold black is never used, some terminals show it grey. */
static const struct design designs[STYLE_COUNT] = {
	[STYLE_NORMAL] = { A_NORMAL, OWN, OWN, OWN, OWN, A_NORMAL },
	[STYLE_TITLE] = { A_REVERSE, OWN, OWN, OWN, OWN, A_REVERSE },
	[STYLE_HEADING] = { A_BOLD, OWN, OWN, OWN, OWN, A_BOLD },
	[STYLE_FRAME] = { A_NORMAL, 243, OWN, OWN, OWN, A_NORMAL },
	[STYLE_LABEL] = { A_NORMAL, OWN, OWN, OWN, OWN, A_NORMAL },
	[STYLE_FIELD] = { A_NORMAL, OWN, OWN, OWN, OWN, A_NORMAL },
	[STYLE_FOCUS] = { A_REVERSE, OWN, OWN, OWN, OWN, A_REVERSE },
	[STYLE_SELECTED] = { A_BOLD | A_UNDERLINE, OWN, OWN, OWN, OWN, A_BOLD | A_UNDERLINE },
	[STYLE_KEY] = { A_BOLD, OWN, OWN, OWN, OWN, A_BOLD },
	[STYLE_KEY_LINE] = { A_NORMAL, OWN, OWN, OWN, OWN, A_NORMAL },
	[STYLE_DIM] = { A_NORMAL, 243, OWN, OWN, OWN, A_NORMAL },
	[STYLE_GOOD] = { A_NORMAL, 28, OWN, COLOR_GREEN, OWN, A_NORMAL },
	[STYLE_WARNING] = { A_NORMAL, BLACK, 220, COLOR_BLACK, COLOR_YELLOW, A_BOLD },
	[STYLE_ERROR] = { A_NORMAL, WHITE, 160, COLOR_WHITE, COLOR_RED, A_BOLD | A_REVERSE },
	[STYLE_HEAT0] = { A_NORMAL, WHITE, 53, COLOR_WHITE, COLOR_MAGENTA, A_NORMAL },
	[STYLE_HEAT1] = { A_NORMAL, WHITE, 60, COLOR_WHITE, COLOR_BLUE, A_NORMAL },
	[STYLE_HEAT2] = { A_NORMAL, BLACK, 30, COLOR_BLACK, COLOR_CYAN, A_NORMAL },
	[STYLE_HEAT3] = { A_NORMAL, BLACK, 77, COLOR_BLACK, COLOR_GREEN, A_BOLD },
	[STYLE_HEAT4] = { A_NORMAL, BLACK, 220, COLOR_BLACK, COLOR_YELLOW, A_BOLD | A_REVERSE },
};

static bool is_own(short fore, short back)
{
	return fore == OWN && back == OWN;
}

void look_start(struct look looks[STYLE_COUNT], bool colour)
{
	bool usable = colour && has_colors() && start_color() == OK && COLORS >= 8 &&
		      use_default_colors() == OK && COLOR_PAIRS > STYLE_COUNT;
	for (int i = 0; i < STYLE_COUNT; i++) {
		const struct design *design = &designs[i];
		short fore = COLORS >= 256 ? design->fore : design->fore8;
		short back = COLORS >= 256 ? design->back : design->back8;
		bool pair = usable && !is_own(fore, back) && init_pair((short)(i + 1), fore, back) == OK;
		attr_t attrs = usable ? design->attrs : design->mono;
		bool seen = attrs & (A_REVERSE | A_UNDERLINE) || (pair && back != OWN);
		setcchar(&looks[i].space, L" ", attrs, pair ? (short)(i + 1) : 0, NULL);
		looks[i].blank = seen ? looks[i].space : looks[STYLE_NORMAL].space;
	}
}

/* @used of @whole in @steps: 0 only when nothing is used, @steps when full or more. */
static long share(long used, long whole, long steps)
{
	if (whole <= 0 || used >= whole)
		return steps;
	if (used <= 0)
		return 0;
	/* In floating point: minutes of a year times eight fit, whatever else is passed must not overflow. */
	long step = (long)((double)used / (double)whole * (double)steps);
	return step < 1 ? 1 : step >= steps ? steps - 1 : step;
}

enum style style_heat(long used, long whole)
{
	static const int from[HEAT_STEPS - 1] = { 50, 70, 85, 100 };
	long percent = share(used, whole, 100);
	int step = 0;
	while (step < HEAT_STEPS - 1 && percent >= from[step])
		step++;
	return (enum style)(STYLE_HEAT0 + step);
}

const char *style_heat_glyph(long used, long whole, bool ascii)
{
	static const char *const blocks[EIGHTHS + 1] = { " ", "▁", "▂", "▃", "▄", "▅", "▆", "▇", "█" };
	static const char *const marks[EIGHTHS + 1] = { " ", ".", ".", ":", ":", "-", "-", "=", "#" };
	return (ascii ? marks : blocks)[share(used, whole, EIGHTHS)];
}
