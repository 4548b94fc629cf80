#include "store/file_store.h"

#include <string.h>

#include "base/i18n.h"
#include "model/campaign.h"
#include "store/audit.h"
#include "store/keys.h"
#include "store/private.h"

static bool touched(struct store *store, const char *file_id, struct error *err)
{
	if (!store_need_write(store, err))
		return false;
	store_touch_of(store, TABLE_FILE, file_id);
	return true;
}

bool store_add_file(struct store *store, const struct file_start *start, char id[ID_SIZE], int *number,
		    struct error *err)
{
	char own[ID_SIZE];
	const char *who = start->operator_code ? start->operator_code : store->actor;
	store_new_id(store, own);
	if (!touched(store, own, err))
		return false;
	struct stmt *q = sql_start(store, SQL_FILE_ADD);
	sql_bind_text(q, own);
	sql_bind_text(q, start->contact_id);
	sql_bind_int(q, start->opened ? start->opened : store_now(store));
	sql_bind_string(q, who);
	sql_bind_text(q, channel_code(start->channel));
	sql_bind_text(q, start->language);
	sql_bind_int(q, store_now(store));
	sql_bind_string(q, store->actor);
	if (!sql_run(q, err))
		return false;
	int made = (int)sql_last_key(store);
	if (!store_add_history(store, own, "opened", channel_code(start->channel), err))
		return false;
	memcpy(id, own, ID_SIZE);
	if (number)
		*number = made;
	return true;
}

static bool found_file(struct store *store, const char *file_id, struct error *err)
{
	if (sql_changes(store) > 0)
		return true;
	return error_set(err, ERROR_NOT_FOUND, _("customer file %s: not in the database"), file_id);
}

bool store_update_file(struct store *store, const char *file_id, const struct file_update *update,
		       struct error *err)
{
	if (!touched(store, file_id, err))
		return false;
	struct stmt *q = sql_start(store, SQL_FILE_SET);
	sql_bind_text(q, update->customer_id);
	sql_bind_text(q, update->vehicle_id);
	sql_bind_text(q, update->language);
	sql_bind_index(q, update->mileage);
	sql_bind_string(q, update->note);
	sql_bind_string(q, update->missing);
	sql_bind_int(q, store_now(store));
	sql_bind_string(q, store->actor);
	sql_bind_text(q, file_id);
	return sql_run(q, err) && found_file(store, file_id, err);
}

bool store_close_file(struct store *store, const char *file_id, instant at, struct error *err)
{
	if (!touched(store, file_id, err))
		return false;
	struct stmt *q = sql_start(store, SQL_FILE_CLOSE);
	sql_bind_int(q, at);
	sql_bind_int(q, store_now(store));
	sql_bind_string(q, store->actor);
	sql_bind_text(q, file_id);
	return sql_run(q, err);
}

bool store_forget_file(struct store *store, const char *file_id, struct error *err)
{
	static const enum sql steps[] = { SQL_FORGET_WORDS, SQL_FORGET_ANSWERS, SQL_FORGET_CALLER,
					  SQL_FORGET_FILE };
	if (!touched(store, file_id, err))
		return false;
	for (size_t i = 0; i < sizeof steps / sizeof steps[0]; i++) {
		struct stmt *q = sql_start(store, steps[i]);
		sql_bind_text(q, file_id);
		if (!sql_run(q, err))
			return false;
	}
	return true;
}

bool store_add_request_text(struct store *store, const char *file_id, const char *text, struct error *err)
{
	if (!touched(store, file_id, err))
		return false;
	struct stmt *q = sql_start(store, SQL_VERBATIM_ADD);
	sql_bind_text(q, file_id);
	sql_bind_string(q, text);
	sql_bind_int(q, store_now(store));
	sql_bind_string(q, store->actor);
	return sql_run(q, err);
}

bool store_put_answers(struct store *store, const char *file_id, const char *form,
		       const struct file_answer *answers, size_t count, struct error *err)
{
	if (!touched(store, file_id, err))
		return false;
	struct stmt *q = sql_start(store, SQL_ANSWER_CLEAR);
	sql_bind_text(q, file_id);
	sql_bind_text(q, form);
	if (!sql_run(q, err))
		return false;
	for (size_t i = 0; i < count; i++) {
		q = sql_start(store, SQL_ANSWER_ADD);
		sql_bind_text(q, file_id);
		sql_bind_text(q, form);
		sql_bind_int(q, (int64_t)i);
		sql_bind_text(q, answers[i].field);
		sql_bind_string(q, answers[i].value);
		if (!sql_run(q, err))
			return error_prefix(err, "%s: %s", form, answers[i].field);
	}
	return true;
}

bool store_drop_form_answers(struct store *store, const char *customer_id, const char *form,
			     struct error *err)
{
	if (!touched(store, NULL, err))
		return false;
	struct stmt *q = sql_start(store, SQL_ANSWER_DROP);
	sql_bind_text(q, customer_id);
	sql_bind_text(q, form);
	return sql_run(q, err);
}

bool store_put_work(struct store *store, const char *file_id, const char *const *codes, int count,
		    struct error *err)
{
	if (!touched(store, file_id, err))
		return false;
	struct stmt *q = sql_start(store, SQL_WORK_CLEAR);
	sql_bind_text(q, file_id);
	if (!sql_run(q, err))
		return false;
	for (int i = 0; i < count; i++) {
		q = sql_start(store, SQL_WORK_ADD);
		sql_bind_text(q, file_id);
		sql_bind_int(q, i);
		sql_bind_text(q, codes[i]);
		if (!sql_run(q, err))
			return false;
		if (sql_changes(store) == 0)
			return error_set(err, ERROR_INPUT, _("work %s: the site has no such code"), codes[i]);
	}
	return true;
}

static bool next_round(struct store *store, const char *file_id, int *round, struct error *err)
{
	struct stmt *q = sql_start(store, SQL_OFFER_ROUND);
	sql_bind_text(q, file_id);
	*round = (sql_row(q) ? (int)sql_int(q) : 0) + 1;
	return sql_end(q, err);
}

static bool add_offer(struct store *store, const struct site_keys *keys, const char *file_id, int round,
		      int position, const struct plan_proposal *proposal, const char *state,
		      struct error *err)
{
	const struct plan_candidate *c = &proposal->candidate;
	struct stmt *q = sql_start(store, SQL_OFFER_ADD);
	sql_bind_text(q, file_id);
	sql_bind_int(q, round);
	sql_bind_int(q, position);
	sql_bind_int(q, c->day);
	sql_bind_int(q, c->start);
	sql_bind_int(q, c->minutes);
	sql_bind_known(q, key_at(&keys->staff, c->advisor));
	sql_bind_int(q, c->handback.day);
	sql_bind_int(q, c->handback.minute);
	sql_bind_int(q, c->handback_minutes);
	sql_bind_text(q, mobility_code(c->mobility));
	sql_bind_known(q, key_at(&keys->units, c->unit));
	sql_bind_int(q, proposal->level);
	sql_bind_int(q, proposal->cost);
	sql_bind_text(q, state);
	sql_bind_int(q, store_now(store));
	return sql_run(q, err);
}

bool store_add_offers(struct store *store, const struct site *site, const char *file_id,
		      const struct plan_proposal *proposals, int count, int chosen, int *round,
		      struct error *err)
{
	int number = 1;
	struct arena scratch = { 0 };
	struct site_keys keys;
	if (!touched(store, file_id, err))
		return false;
	bool fine =
		next_round(store, file_id, &number, err) && site_keys_load(store, site, &scratch, &keys, err);
	for (int i = 0; fine && i < count; i++) {
		const char *state = chosen < 0 ? "offered" : i == chosen ? "chosen" : "declined";
		fine = add_offer(store, &keys, file_id, number, i + 1, &proposals[i], state, err);
	}
	arena_finish(&scratch);
	if (fine && round)
		*round = number;
	return fine;
}

bool store_choose_offer(struct store *store, const char *file_id, int round, int position, struct error *err)
{
	if (!touched(store, file_id, err))
		return false;
	struct stmt *q = sql_start(store, SQL_OFFER_CHOOSE);
	sql_bind_text(q, file_id);
	sql_bind_int(q, round);
	sql_bind_int(q, position);
	return sql_run(q, err);
}

bool store_add_consent(struct store *store, const char *customer_id, const char *file_id, const char *purpose,
		       enum contact_means means, const char *text_version, struct error *err)
{
	if (!touched(store, file_id, err))
		return false;
	store_touch_of(store, TABLE_CUSTOMER, customer_id);
	struct stmt *q = sql_start(store, SQL_CONSENT_ADD);
	sql_bind_text(q, customer_id);
	sql_bind_text(q, file_id);
	sql_bind_text(q, purpose);
	sql_bind_string(q, contact_means_code(means));
	sql_bind_text(q, text_version);
	sql_bind_int(q, store_now(store));
	sql_bind_string(q, store->actor);
	return sql_run(q, err);
}

bool store_has_consent(struct store *store, const char *customer_id, const char *purpose,
		       const char *text_version, bool *has, struct error *err)
{
	struct stmt *q = sql_start(store, SQL_CONSENT_LAST);
	sql_bind_text(q, customer_id);
	sql_bind_text(q, purpose);
	sql_bind_text(q, text_version);
	bool given = sql_row(q) && sql_int(q) != 0;
	if (!sql_end(q, err))
		return false;
	*has = given;
	return true;
}

bool store_put_file_campaign(struct store *store, const char *file_id, const struct campaign_hit *hit,
			     bool told, struct error *err)
{
	if (!touched(store, file_id, err))
		return false;
	struct stmt *q = sql_start(store, SQL_FILE_CAMPAIGN_PUT);
	sql_bind_text(q, file_id);
	sql_bind_text(q, hit->id);
	sql_bind_text(q, campaign_match_code(hit->match));
	sql_bind_text(q, hit->status);
	sql_bind_known(q, told ? store_now(store) : 0);
	sql_bind_text(q, told ? store->actor : NULL);
	return sql_run(q, err);
}

bool store_put_file_contract(struct store *store, const char *file_id, const struct contract *contract,
			     struct error *err)
{
	if (!touched(store, file_id, err))
		return false;
	struct stmt *q = sql_start(store, SQL_FILE_CONTRACT_PUT);
	sql_bind_text(q, file_id);
	sql_bind_text(q, contract ? contract->id : NULL);
	sql_bind_text(q, contract_status_code(contract ? contract->status : CONTRACT_NONE));
	sql_bind_int(q, contract ? contract->days_left : 0);
	sql_bind_index(q, contract ? contract->km_left : -1);
	sql_bind_int(q, store_now(store));
	return sql_run(q, err);
}

bool store_put_owner_check(struct store *store, const char *file_id, const struct owner_check *check,
			   struct error *err)
{
	if (!touched(store, file_id, err))
		return false;
	struct stmt *q = sql_start(store, SQL_OWNER_CHECK_PUT);
	sql_bind_text(q, file_id);
	sql_bind_text(q, check->result);
	sql_bind_text(q, check->dms_owner);
	sql_bind_text(q, check->se_owner);
	sql_bind_known(q, check->se_as_of);
	sql_bind_known(q, check->since);
	sql_bind_int(q, store_now(store));
	sql_bind_string(q, store->actor);
	return sql_run(q, err);
}

bool store_add_history(struct store *store, const char *file_id, const char *act, const char *text,
		       struct error *err)
{
	if (!touched(store, file_id, err))
		return false;
	struct stmt *q = sql_start(store, SQL_EVENT_ADD);
	sql_bind_text(q, file_id);
	sql_bind_int(q, store_now(store));
	sql_bind_string(q, store->actor);
	sql_bind_text(q, act);
	sql_bind_text(q, text);
	return sql_run(q, err) && store_add_audit(store, act, "customer_file", file_id, NULL, err);
}
