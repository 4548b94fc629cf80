#include "desk/call_campaign.h"

enum weight { WEIGHT_NONE, WEIGHT_POSSIBLE, WEIGHT_SERVICE, WEIGHT_RECALL, WEIGHT_STOP };

static enum weight weight_of(const struct campaign_hit *hit)
{
	if (hit->match == CAMPAIGN_POSSIBLY)
		return WEIGHT_POSSIBLE;
	switch (hit->type) {
	case CAMPAIGN_STOP_DRIVE:
		return WEIGHT_STOP;
	case CAMPAIGN_RECALL:
		return WEIGHT_RECALL;
	case CAMPAIGN_SERVICE:
	case CAMPAIGN_OTA:
		break;
	}
	return WEIGHT_SERVICE;
}

static enum weight gravest(const struct call_known *known)
{
	enum weight worst = WEIGHT_NONE;
	for (size_t i = 0; i < known->campaign_count; i++)
		if (weight_of(&known->campaigns[i]) > worst)
			worst = weight_of(&known->campaigns[i]);
	return worst;
}

const char *call_campaign_fact(const struct call_known *known)
{
	static const char *const names[] = { [WEIGHT_NONE] = "none",
					     [WEIGHT_POSSIBLE] = "possible",
					     [WEIGHT_SERVICE] = "service",
					     [WEIGHT_RECALL] = "recall",
					     [WEIGHT_STOP] = "stop-drive" };
	return names[gravest(known)];
}

bool call_campaign_leads(const struct call_known *known, const struct campaign_hit *hit)
{
	return weight_of(hit) == gravest(known);
}

bool call_campaign_beside(const struct call_known *known, const struct campaign_hit *hit)
{
	enum weight weight = weight_of(hit);
	return weight > WEIGHT_POSSIBLE && weight < gravest(known);
}

size_t call_campaign_work(const struct call_known *known, const char *codes[CALL_CAMPAIGN_WORKS])
{
	bool certain = gravest(known) > WEIGHT_POSSIBLE, parts = false, software = false;
	size_t count = 0;
	for (size_t i = 0; i < known->campaign_count; i++) {
		const struct campaign_hit *hit = &known->campaigns[i];
		if (certain && weight_of(hit) == WEIGHT_POSSIBLE)
			continue;
		parts = parts || hit->parts;
		software = software || !hit->parts;
	}
	if (parts)
		codes[count++] = "RECALL-HW";
	if (software || !parts)
		codes[count++] = "RECALL-SW";
	return count;
}
