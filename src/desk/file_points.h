/* desk/file_points.h - what the check of files found, and one key to the place where each point is mended. */
#ifndef PRENOTA_DESK_FILE_POINTS_H
#define PRENOTA_DESK_FILE_POINTS_H

#include "desk/pane.h"
#include "model/file_check.h"

/* The open points of the file @id: Enter goes to where one is mended. */
bool file_points_open(struct desk *desk, const char *id, struct error *err);

/* All open points of today's and the next two open days' receptions, by day and time; of @advisor (staff
 * code) or of all when NULL. */
bool file_points_open_all(struct desk *desk, const char *advisor, struct error *err);

/* Goes to where @point of the file @id is mended: a dialog, a step of the script, the change of owner … */
bool file_points_mend(struct desk *desk, const char *id, enum file_point point, struct error *err);

/* "! 3" with its style, "ok", "" when nothing is checked any more. */
enum { FILE_LIGHT_SIZE = 16 };
enum style file_light_text(const struct file_check *check, char text[FILE_LIGHT_SIZE]);

/* The words of what must be known (@musts) or can be asked at the reception, with commas between; how many.
 */
int file_points_words(const struct file_check *check, bool musts, struct buffer *out);

#endif
