#include "office/persona.h"

#include <string.h>

#include "store/audit.h"
#include "store/file_store.h"
#include "store/people.h"

static enum persona persona_of(enum form_persona persona)
{
	enum persona found = PERSONA_UNKNOWN;
	persona_from_code(form_persona_id(persona), &found);
	return found;
}

void office_persona_look(const struct form_answers *answers, struct office_persona *found)
{
	int scores[FORM_PERSONA_UNKNOWN];
	enum form_persona persona = form_answers_persona(answers, scores);
	*found = (struct office_persona){ .persona = persona_of(persona) };
	for (int i = 0; i < FORM_PERSONA_UNKNOWN; i++)
		found->asked += scores[i];
	if (persona == FORM_PERSONA_UNKNOWN)
		return;
	found->for_it = scores[persona];
	found->confidence = 100 * found->for_it / found->asked;
}

bool office_persona_is_old(const struct customer *customer, civil_day today)
{
	return customer->persona != PERSONA_UNKNOWN && customer->persona_date &&
	       customer->persona_date < civil_add_months(today, -PERSONA_MONTHS);
}

void office_persona_put(const struct office *office, const struct form_answers *answers,
			struct customer *customer)
{
	struct office_persona found;
	office_persona_look(answers, &found);
	if (found.persona == PERSONA_UNKNOWN)
		return;
	customer->persona = found.persona;
	customer->persona_source = "tool";
	customer->persona_date = office_moment(office).day;
	customer->persona_confidence = found.confidence;
}

/* The class itself stands with the customer alone: what is deleted there must not live on in a history. */
static bool note(struct office *office, const char *act, const char *customer, const char *file,
		 struct error *err)
{
	return store_add_audit(office->store, "edit", "customer", customer, "persona", err) &&
	       (!file || store_add_history(office->store, file, act, NULL, err));
}

static bool keep_rows(struct office *office, const char *id, const char *file,
		      const struct form_answers *answers, struct arena *arena, struct error *err)
{
	struct customer customer;
	if (!store_get_customer(office->store, id, arena, &customer, err))
		return false;
	office_persona_put(office, answers, &customer);
	return store_put_customer(office->store, &customer, NULL, err) &&
	       note(office, "persona", customer.id, file, err);
}

bool office_persona_keep(struct office *office, const char *customer, const char *file,
			 const struct form_answers *answers, struct error *err)
{
	struct arena arena = { 0 };
	struct office_persona found;
	office_persona_look(answers, &found);
	if (found.persona == PERSONA_UNKNOWN)
		return true;
	if (!office_begin(office, OFFICE_ROLES_BOOK, err))
		return false;
	bool fine = office_end(office, keep_rows(office, customer, file, answers, &arena, err), err);
	arena_finish(&arena);
	return fine;
}

static bool delete_rows(struct office *office, const char *id, const char *file, struct arena *arena,
			struct error *err)
{
	struct customer customer;
	if (!store_get_customer(office->store, id, arena, &customer, err))
		return false;
	customer.persona = PERSONA_UNKNOWN;
	customer.persona_source = NULL;
	customer.persona_date = 0;
	customer.persona_confidence = 0;
	return store_put_customer(office->store, &customer, NULL, err) &&
	       store_drop_form_answers(office->store, customer.id, "persona", err) &&
	       note(office, "persona-deleted", customer.id, file, err);
}

bool office_persona_delete(struct office *office, const char *customer, const char *file, struct error *err)
{
	struct arena arena = { 0 };
	if (!office_begin(office, OFFICE_ROLES_BOOK, err))
		return false;
	bool fine = office_end(office, delete_rows(office, customer, file, &arena, err), err);
	arena_finish(&arena);
	return fine;
}
