#include "tui/sequence.h"

#include <string.h>

#include "base/text.h"

enum {
	ESC = 0x1b,
	SEQUENCE_MAX = 64, /* bytes; longer ones are no key */
	PARAMS_MAX = 4,
	STRING_MAX = 1024, /* bytes of an answer without an end */
};

static struct found found_key(size_t used, uint32_t code, unsigned mods)
{
	return (struct found){ .used = used, .event = true, .key = key_make(code, mods) };
}

static struct found swallowed(size_t used)
{
	return (struct found){ .used = used };
}

/* --- sequences --- */

struct sequence {
	int params[PARAMS_MAX]; /* -1: not given */
	int count;
	char lead; /* '<', '?', … after the "[" or 0 */
	char final;
};

/* xterm's number for modifiers: 1 and the bits of Shift, Alt, Ctrl. */
static unsigned mods_of(int param)
{
	unsigned bits = param > 1 ? (unsigned)param - 1 : 0;
	return (bits & 1 ? KEY_SHIFT : 0u) | (bits & 2 ? KEY_ALT : 0u) | (bits & 4 ? KEY_CTRL : 0u);
}

/* The key of "ESC [ number ~", 0: none. */
static uint32_t key_of_number(int number)
{
	static const uint32_t keys[] = {
		[1] = KEY_NAME_HOME,     [2] = KEY_NAME_INSERT,   [3] = KEY_NAME_DELETE,
		[4] = KEY_NAME_END,      [5] = KEY_NAME_PAGE_UP,  [6] = KEY_NAME_PAGE_DOWN,
		[7] = KEY_NAME_HOME,     [8] = KEY_NAME_END,      [11] = KEY_NAME_F1,
		[12] = KEY_NAME_F1 + 1,  [13] = KEY_NAME_F1 + 2,  [14] = KEY_NAME_F1 + 3,
		[15] = KEY_NAME_F1 + 4,  [17] = KEY_NAME_F1 + 5,  [18] = KEY_NAME_F1 + 6,
		[19] = KEY_NAME_F1 + 7,  [20] = KEY_NAME_F1 + 8,  [21] = KEY_NAME_F1 + 9,
		[23] = KEY_NAME_F1 + 10, [24] = KEY_NAME_F1 + 11,
	};
	return number > 0 && number < (int)(sizeof keys / sizeof *keys) ? keys[number] : 0;
}

/* The key of the letter that ends "ESC [" or "ESC O", 0: none. */
static uint32_t key_of_letter(char letter)
{
	static const char letters[] = "ABCDHFPQRSabcd";
	static const uint32_t keys[] = {
		KEY_NAME_UP,  KEY_NAME_DOWN, KEY_NAME_RIGHT,  KEY_NAME_LEFT,   KEY_NAME_HOME,
		KEY_NAME_END, KEY_NAME_F1,   KEY_NAME_F1 + 1, KEY_NAME_F1 + 2, KEY_NAME_F1 + 3,
		KEY_NAME_UP,  KEY_NAME_DOWN, KEY_NAME_RIGHT,  KEY_NAME_LEFT,
	};
	const char *at = letter ? strchr(letters, letter) : NULL;
	return at ? keys[at - letters] : 0;
}

/* A key that a terminal tells by its code point (modifyOtherKeys, "CSI u"). */
static uint32_t key_of_code(int code)
{
	switch (code) {
	case '\r':
	case '\n':
		return KEY_NAME_ENTER;
	case '\t':
		return KEY_NAME_TAB;
	case ESC:
		return KEY_NAME_ESC;
	case 0x7f:
	case '\b':
		return KEY_NAME_BACKSPACE;
	}
	bool text = (code >= 0x20 && code < 0x7f) || (code >= 0xa0 && code < 0xd800) ||
		    (code >= 0xf900 && code < KEY_NAME_FIRST);
	return text ? (uint32_t)code : 0;
}

static struct found found_mouse(size_t used, int buttons, int col, int row, bool release)
{
	enum { WHEEL = 64, MOTION = 32, BUTTON_BITS = 3 };
	struct found found = { .used = used, .is_mouse = true };
	struct mouse *mouse = &found.mouse;
	if (col < 1 || row < 1 || (buttons & MOTION && !(buttons & WHEEL)))
		return found;
	int button = buttons & BUTTON_BITS;
	mouse->row = row - 1;
	mouse->col = col - 1;
	mouse->action = buttons & WHEEL ? (button == 0 ? MOUSE_WHEEL_UP : MOUSE_WHEEL_DOWN)
			: release       ? MOUSE_RELEASE
					: MOUSE_PRESS;
	mouse->button = buttons & WHEEL ? 0 : button + 1;
	found.event = !(buttons & WHEEL && (release || button > 1));
	return found;
}

static struct found found_tilde(const struct sequence *sequence, size_t used, unsigned alt)
{
	int number = sequence->params[0];
	if (number == 200)
		return (struct found){ .used = used, .paste = true };
	if (number == 27 && sequence->count == 3) {
		uint32_t code = key_of_code(sequence->params[2]);
		return code ? found_key(used, code, mods_of(sequence->params[1]) | alt) : swallowed(used);
	}
	uint32_t code = key_of_number(number);
	unsigned mods = mods_of(sequence->params[1]) | alt;
	return code ? found_key(used, code, mods) : swallowed(used);
}

static struct found found_sequence(const struct sequence *sequence, size_t used, unsigned alt)
{
	const int *params = sequence->params;
	if (sequence->lead == '<' && (sequence->final == 'M' || sequence->final == 'm') &&
	    sequence->count == 3)
		return found_mouse(used, params[0], params[1], params[2], sequence->final == 'm');
	if (sequence->lead)
		return swallowed(used);
	uint32_t code = 0;
	unsigned mods = alt;
	switch (sequence->final) {
	case '~':
		return found_tilde(sequence, used, alt);
	case '$': /* rxvt's Shift, Ctrl and both */
	case '^':
	case '@':
		code = key_of_number(params[0]);
		mods |= sequence->final == '$'   ? KEY_SHIFT
			: sequence->final == '^' ? KEY_CTRL
						 : KEY_SHIFT | KEY_CTRL;
		break;
	case 'M':
		if (sequence->count == 3)
			return found_mouse(used, params[0] - 32, params[1], params[2], (params[0] & 3) == 3);
		break;
	case 'Z':
		code = KEY_NAME_TAB;
		mods |= KEY_SHIFT;
		break;
	case 'u':
		code = key_of_code(params[0]);
		mods |= mods_of(params[1]);
		break;
	case 'a':
	case 'b':
	case 'c':
	case 'd':
		mods |= KEY_SHIFT;
		code = key_of_letter(sequence->final);
		break;
	case 'R': /* with a row and a column it is an answer about the cursor */
		code = params[0] <= 1 ? key_of_letter('R') : 0;
		mods |= mods_of(params[1]);
		break;
	default:
		code = key_of_letter(sequence->final);
		mods |= mods_of(params[1]);
	}
	return code ? found_key(used, code, mods) : swallowed(used);
}

/* The mouse of old terminals: "ESC [ M" and three bytes from 32 on. */
static struct found parse_old_mouse(const unsigned char *bytes, size_t len, size_t at)
{
	if (len < at + 3)
		return (struct found){ 0 };
	int buttons = bytes[at] - 32;
	return found_mouse(at + 3, buttons, bytes[at + 1] - 32, bytes[at + 2] - 32, (buttons & 67) == 3);
}

static bool is_rxvt_final(unsigned char c, const struct sequence *sequence)
{
	return c == '$' && sequence->count == 1 && !sequence->lead;
}

static void add_digit(struct sequence *sequence, char digit)
{
	if (sequence->count == 0)
		sequence->count = 1;
	int *param = &sequence->params[sequence->count - 1];
	*param = *param < 0 ? digit - '0' : *param < 100000 ? *param * 10 + (digit - '0') : *param;
}

/* From after "ESC [" on: parameters, then the byte that ends it. */
static struct found parse_csi(const unsigned char *bytes, size_t len, size_t at, unsigned alt)
{
	struct sequence sequence = { .params = { -1, -1, -1, -1 } };
	if (at < len && bytes[at] == 'M')
		return parse_old_mouse(bytes, len, at + 1);
	if (at < len && bytes[at] == '[') { /* the Linux console: ESC [ [ A is F1 */
		if (at + 1 >= len)
			return (struct found){ 0 };
		unsigned char letter = bytes[at + 1];
		bool function = letter >= 'A' && letter <= 'E';
		return function ? found_key(at + 2, KEY_NAME_F1 + (letter - 'A'), alt) : swallowed(at + 1);
	}
	for (; at < len && at < SEQUENCE_MAX; at++) {
		unsigned char c = bytes[at];
		if ((c >= 0x40 && c <= 0x7e) || is_rxvt_final(c, &sequence)) {
			sequence.final = (char)c;
			return found_sequence(&sequence, at + 1, alt);
		}
		if (c < 0x20 || c > 0x7e)
			return swallowed(at); /* cut: something else starts here */
		if (c >= '0' && c <= '9')
			add_digit(&sequence, (char)c);
		else if (c == ';' && sequence.count < PARAMS_MAX)
			sequence.count += sequence.count ? 1 : 2;
		else if (c >= '<' && c <= '?' && sequence.count == 0)
			sequence.lead = (char)c;
	}
	return at >= SEQUENCE_MAX ? swallowed(at) : (struct found){ 0 };
}

/* From after "ESC O" on: keypad keys, with an old form of modifiers before the letter. */
static struct found parse_ss3(const unsigned char *bytes, size_t len, size_t at, unsigned alt)
{
	static const char keypad[] = "jklmnopqrstuvwxy";
	static const char meant[] = "*+,-./0123456789";
	unsigned mods = alt;
	if (at < len && bytes[at] >= '1' && bytes[at] <= '8')
		mods |= mods_of(bytes[at++] - '0');
	if (at >= len)
		return (struct found){ 0 };
	char c = (char)bytes[at];
	if (c < 0x20 || c == 0x7f)
		return swallowed(at);
	if (c == 'M')
		return found_key(at + 1, KEY_NAME_ENTER, mods);
	const char *pad = strchr(keypad, c);
	if (pad)
		return found_key(at + 1, (unsigned char)meant[pad - keypad], mods);
	uint32_t code = key_of_letter(c);
	if (c >= 'a' && c <= 'd')
		mods |= KEY_CTRL;
	return code ? found_key(at + 1, code, mods) : swallowed(at + 1);
}

/* An answer of the terminal nobody asked for (OSC, DCS): swallowed up to its end. */
static struct found parse_string(const unsigned char *bytes, size_t len)
{
	for (size_t at = 2; at < len; at++) {
		if (bytes[at] == 0x07)
			return swallowed(at + 1);
		if (bytes[at] == ESC && at + 1 < len)
			return swallowed(bytes[at + 1] == '\\' ? at + 2 : at);
	}
	return len > STRING_MAX ? swallowed(len) : (struct found){ 0 };
}

static bool starts_string(const unsigned char *bytes, size_t len)
{
	if (len < 3)
		return false;
	bool digit = bytes[2] >= '0' && bytes[2] <= '9';
	return (bytes[1] == ']' && digit) || (bytes[1] == 'P' && (digit || strchr("!>$+", bytes[2])));
}

/* --- single keys --- */

static struct found parse_char(const unsigned char *bytes, size_t len, size_t at, unsigned mods)
{
	unsigned char c = bytes[at];
	if (c < 0x20 || c == 0x7f) {
		uint32_t code = key_of_code(c);
		if (code)
			return found_key(at + 1, code, mods);
		/* NUL is Ctrl+Space, 1 to 26 are letters, 28 to 31 \ ] ^ _ */
		code = c == 0 ? ' ' : c <= 26 ? 'a' + c - 1u : 0x40u + c;
		return found_key(at + 1, code, mods | KEY_CTRL);
	}
	size_t used;
	int32_t scalar = text_decode((const char *)bytes + at, len - at, &used);
	if (scalar == TEXT_INVALID_SCALAR) {
		size_t need = c >= 0xf0 ? 4 : c >= 0xe0 ? 3 : c >= 0xc2 ? 2 : 1;
		bool cut = c <= 0xf4 && len - at < need;
		for (size_t i = at + 1; i < len && cut; i++)
			cut = (bytes[i] & 0xc0) == 0x80;
		return cut ? (struct found){ 0 } : swallowed(at + 1);
	}
	return key_of_code(scalar) ? found_key(at + used, (uint32_t)scalar, mods) : swallowed(at + used);
}

static struct found parse_escape(const unsigned char *bytes, size_t len)
{
	/* rxvt writes Alt and a special key as Esc and the key's sequence. */
	bool twice = len > 2 && bytes[1] == ESC && (bytes[2] == '[' || bytes[2] == 'O');
	size_t at = twice ? 2 : 1;
	unsigned alt = twice ? KEY_ALT : 0;
	if (len <= at || (len == 2 && bytes[1] == ESC))
		return (struct found){ 0 };
	if (starts_string(bytes, len))
		return parse_string(bytes, len);
	if (bytes[at] == '[')
		return len == at + 1 ? (struct found){ 0 } : parse_csi(bytes, len, at + 1, alt);
	if (bytes[at] == 'O')
		return len == at + 1 ? (struct found){ 0 } : parse_ss3(bytes, len, at + 1, alt);
	if (bytes[at] == ']' || bytes[at] == 'P')
		return len == at + 1 ? (struct found){ 0 } : parse_char(bytes, len, at, KEY_ALT);
	if (bytes[at] == ESC)
		return found_key(1, KEY_NAME_ESC, 0);
	return parse_char(bytes, len, at, KEY_ALT);
}

/* Nothing more comes to these bytes. */
static struct found parse_rest(const unsigned char *bytes, size_t len)
{
	if (bytes[0] != ESC)
		return swallowed(1);
	if (len == 1 || bytes[1] == ESC)
		return found_key(1, KEY_NAME_ESC, 0);
	if (len == 2 && strchr("[O]P", bytes[1]))
		return found_key(2, bytes[1], KEY_ALT);
	return swallowed(len);
}

struct found sequence_parse(const unsigned char *bytes, size_t len, bool expired)
{
	struct found found = bytes[0] == ESC ? parse_escape(bytes, len) : parse_char(bytes, len, 0, 0);
	return found.used == 0 && expired ? parse_rest(bytes, len) : found;
}
