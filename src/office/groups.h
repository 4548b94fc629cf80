/* office/groups.h - what a login may do, by the Unix groups of the machine (set-group-id installations). */
#ifndef PRENOTA_OFFICE_GROUPS_H
#define PRENOTA_OFFICE_GROUPS_H

#include "base/error.h"

/* The roles of the real user by its groups prenota-bo, -sa, -foreman, -manager, -ro (bits of enum role).
 * ERROR_PERMISSION when it is in none of them. */
bool groups_roles(unsigned *roles, struct error *err);

#endif
