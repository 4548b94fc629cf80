/* The bare thing for the console's start and keys: an ncurses program that fills the screen, repaints one
 * line at each key, and ends at 'q'. */
#include <curses.h>
#include <locale.h>

int main(void)
{
	setlocale(LC_ALL, "");
	initscr();
	cbreak();
	noecho();
	keypad(stdscr, TRUE);
	for (int row = 0; row < LINES - 1; row++)
		mvprintw(row, 0, "%-*d", COLS - 1, row * 1234567);
	mvaddstr(LINES - 1, 0, "F1 Help");
	refresh();
	for (int key, count = 0; (key = getch()) != 'q' && key != ERR; count++) {
		mvprintw(1, 0, "%-*d", COLS - 1, count * 7654321);
		refresh();
	}
	endwin();
	return 0;
}
