#include "plan/plan.h"

#include <string.h>

static const struct {
	const char *id;
	char severity;
} rules[RULE_COUNT] = {
	[RULE_A1] = { "A1", 'A' }, [RULE_A2] = { "A2", 'A' }, [RULE_A3] = { "A3", 'A' },
	[RULE_A4] = { "A4", 'A' }, [RULE_A5] = { "A5", 'A' }, [RULE_A6] = { "A6", 'A' },
	[RULE_A7] = { "A7", 'A' }, [RULE_B1] = { "B1", 'B' }, [RULE_B2] = { "B2", 'B' },
	[RULE_B3] = { "B3", 'B' }, [RULE_B4] = { "B4", 'B' }, [RULE_B6] = { "B6", 'B' },
	[RULE_B7] = { "B7", 'B' }, [RULE_D1] = { "D1", 'B' }, [RULE_D2] = { "D2", 'B' },
	[RULE_D3] = { "D3", 'C' },
};

static const char *const terms[TERM_COUNT] = {
	[TERM_WAIT] = "wait",   [TERM_WISH] = "wish",       [TERM_LOAD] = "load",
	[TERM_CROWD] = "crowd", [TERM_ADVISOR] = "advisor", [TERM_MOBILITY] = "mobility",
	[TERM_STAY] = "stay",   [TERM_RESERVE] = "reserve",
};

static const char *const reasons[REASON_COUNT] = {
	[REASON_AS_WISHED] = "as-wished",
	[REASON_SAME_DAY_WISHED] = "same-day-wished",
	[REASON_KNOWS_CUSTOMER] = "knows-customer",
	[REASON_QUIET_HOUR] = "quiet-hour",
	[REASON_ROOM] = "room",
	[REASON_BACK_SAME_DAY] = "back-same-day",
	[REASON_CAR_FREE] = "car-free",
	[REASON_FIRST_POSSIBLE] = "first-possible",
	[REASON_WITHIN_RETURN] = "within-return",
	[REASON_EXPRESS] = "express",
};

static const char *const cautions[CAUTION_COUNT] = {
	[CAUTION_RESERVE] = "reserve",
	[CAUTION_LAST_LOAN] = "last-loan",
	[CAUTION_OTHER_ADVISOR] = "other-advisor",
	[CAUTION_OTHER_MOBILITY] = "other-mobility",
	[CAUTION_AUTHORITY] = "authority",
	[CAUTION_OVERNIGHT] = "overnight",
	[CAUTION_REPAIR_TIME_OPEN] = "repair-time-open",
	[CAUTION_AFTER_DEADLINE] = "after-deadline",
	[CAUTION_FULL] = "full",
	[CAUTION_WISH_CLOSED] = "wish-closed",
	[CAUTION_EARLIEST_PAST] = "earliest-past",
	[CAUTION_CAR_CLASS] = "car-class",
};

const char *plan_rule_id(enum plan_rule rule)
{
	return rules[rule].id;
}

bool plan_rule_from_id(const char *id, enum plan_rule *rule)
{
	for (int i = 0; i < RULE_COUNT; i++) {
		if (strcmp(rules[i].id, id) != 0)
			continue;
		*rule = (enum plan_rule)i;
		return true;
	}
	return false;
}

char plan_rule_severity(enum plan_rule rule)
{
	return rules[rule].severity;
}

const char *plan_term_code(enum plan_term term)
{
	return terms[term];
}

const char *plan_reason_code(enum plan_reason_kind kind)
{
	return reasons[kind];
}

const char *plan_caution_code(enum plan_caution_kind kind)
{
	return cautions[kind];
}

int moment_compare(struct moment a, struct moment b)
{
	if (a.day != b.day)
		return a.day < b.day ? -1 : 1;
	return (a.minute > b.minute) - (a.minute < b.minute);
}
