#include "model/request.h"

#include <string.h>

void booking_request_init(struct booking_request *request)
{
	memset(request, 0, sizeof *request);
	request->channel = CHANNEL_PHONE;
	request->mileage = -1;
	for (int i = 0; i < REQUEST_WISHES_MAX; i++) {
		request->wishes[i].half = -1;
		request->wishes[i].minute = -1;
	}
}
