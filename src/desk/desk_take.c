/* What other views hand to the call. */
#include "desk/desk_state.h"

/* The call in front, else a new one that is taken at once (a customer found before the telephone rang). */
static struct call *call_for(struct desk *desk, struct error *err)
{
	struct call *call = calls_current(&desk->calls);
	if (!call)
		call = calls_ring(desk, err);
	if (call && call->has_clock && call->clock.phase == CALL_RINGING && !call_answer(desk, call, err))
		return NULL;
	return call;
}

bool desk_take_customer(struct desk *desk, const char *customer_id, struct error *err)
{
	struct call *call = call_for(desk, err);
	if (!call || !call_take_customer(desk, call, customer_id, err))
		return false;
	return desk_show(desk, "call");
}

bool desk_take_vehicle(struct desk *desk, const char *vehicle_id, struct error *err)
{
	struct call *call = call_for(desk, err);
	if (!call || !call_take_vehicle(desk, call, vehicle_id, err))
		return false;
	return desk_show(desk, "call");
}
