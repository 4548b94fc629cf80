#include "plan/plan.h"

static unsigned work_flags(const struct site *site, const struct plan_request *request)
{
	unsigned flags = 0;
	for (int i = 0; i < request->work_count; i++)
		flags |= site->work[request->work[i]].flags;
	return flags;
}

/* A car is handed out at the reception and comes back at the hand-back. */
static bool car_out(enum mobility mobility)
{
	return mobility == MOBILITY_LOAN || mobility == MOBILITY_HIRE;
}

enum request_class plan_class(const struct plan_request *request)
{
	if (request->workshop_return)
		return CLASS_RETURN;
	if (request->mc20)
		return CLASS_MC20;
	if (request->recall)
		return CLASS_SAFETY_RECALL;
	if (request->immobilised)
		return CLASS_IMMOBILISED;
	return request->channel == CHANNEL_OUTBOUND ? CLASS_REMINDER : CLASS_NORMAL;
}

bool plan_entitled(const struct plan_request *request)
{
	enum request_class class = plan_class(request);
	return class != CLASS_REMINDER && class != CLASS_NORMAL;
}

int plan_reception_minutes(const struct site *site, const struct plan_request *request,
			   enum mobility mobility, unsigned *why)
{
	unsigned flags = work_flags(site, request);
	unsigned reasons = 0;
	reasons |= flags & WORK_DIAGNOSIS ? LENGTH_DIAGNOSIS : 0;
	reasons |= flags & WORK_BODY ? LENGTH_BODY : 0;
	reasons |= request->workshop_return ? LENGTH_RETURN : 0;
	reasons |= flags & WORK_RECALL_PARTS ? LENGTH_RECALL_PARTS : 0;
	reasons |= request->electric ? LENGTH_ELECTRIC : 0;
	reasons |= request->mc20 ? LENGTH_MC20 : 0;
	reasons |= request->attends_foreman || request->attends_technician ? LENGTH_ATTENDANCE : 0;
	reasons |= !request->known_customer ? LENGTH_UNKNOWN_CUSTOMER : 0;
	reasons |= car_out(mobility) ? LENGTH_CAR_OUT : 0;
	if (why)
		*why = reasons;
	if (request->reception_minutes)
		return request->reception_minutes;
	return reasons ? 30 : 15;
}

int plan_handback_minutes(const struct site *site, const struct plan_request *request, enum mobility mobility,
			  unsigned *why)
{
	unsigned reasons = 0;
	reasons |= car_out(mobility) ? LENGTH_CAR_OUT : 0;
	reasons |= request->workshop_return ? LENGTH_JOINT_DRIVE : 0;
	reasons |= work_flags(site, request) & WORK_DIAGNOSIS ? LENGTH_DIAGNOSIS : 0;
	if (why)
		*why = reasons;
	if (request->handback_minutes)
		return request->handback_minutes;
	return reasons ? 15 : 10;
}
