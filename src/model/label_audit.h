/* model/label_audit.h - acts and subjects of the trail in the operator's language. */
#ifndef PRENOTA_MODEL_LABEL_AUDIT_H
#define PRENOTA_MODEL_LABEL_AUDIT_H

/* "read", "list", "booked" …; an unknown code is itself, "" for NULL. */
const char *label_audit_act(const char *code);

/* Of what: "customer_file", "receptions", a kind of import …; the same. */
const char *label_audit_subject(const char *code);

#endif
