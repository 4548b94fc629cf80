/* desk/file_data_dialog.h - what a customer file lacks is entered: numbers, mileage, consents, expectations;
 * its mobility; another advisor. */
#ifndef PRENOTA_DESK_FILE_DATA_DIALOG_H
#define PRENOTA_DESK_FILE_DATA_DIALOG_H

#include "desk/pane.h"
#include "model/file_check.h"

/* Everything that a file can lack, with what is known in it; @point says which one is asked first. */
bool file_data_dialog_open(struct desk *desk, const char *id, enum file_point point, struct error *err);

/* How the customer stays mobile, checked in its place. */
bool mobility_dialog_open(struct desk *desk, const char *id, struct error *err);

/* Who receives the customer instead, at the same time; checked again, and somebody tells the customer (R43).
 */
bool advisor_menu_open(struct desk *desk, const char *id, struct error *err);

#endif
