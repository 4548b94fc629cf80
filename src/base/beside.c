#include "base/beside.h"

#include <signal.h>

static void *run(void *arg)
{
	struct beside *beside = arg;
	beside->work(beside->context);
	return NULL;
}

void beside_start(struct beside *beside, void (*work)(void *context), void *context)
{
	beside->work = work;
	beside->context = context;
	/* A thread begins with the mask of who makes it: nothing comes between. */
	sigset_t all, before;
	sigfillset(&all);
	pthread_sigmask(SIG_SETMASK, &all, &before);
	beside->running = pthread_create(&beside->thread, NULL, run, beside) == 0;
	pthread_sigmask(SIG_SETMASK, &before, NULL);
	if (!beside->running)
		work(context);
}

void beside_wait(struct beside *beside)
{
	if (beside->running)
		pthread_join(beside->thread, NULL);
	beside->running = false;
}
