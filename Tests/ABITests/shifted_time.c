/* A program that shifts its own time, as one does that loads a library for it: the clocks of Kedge are shifted with it. */
#include "limiters.h"

#include <sys/syscall.h>
#include <unistd.h>

static time_t shift;

/* In the place of the C library's. */
int clock_gettime(clockid_t clock, struct timespec *now) {
    long result = syscall(SYS_clock_gettime, clock, now);
    now->tv_sec += shift;
    return (int)result;
}

/* One call an hour: of the second the exact clock decides. */
static void a_limiter_sees_the_shifted_clock(void) {
    kedge_rate_limiter_options options;
    kedge_rate_limiter *limiter = NULL;
    EXPECT(KEDGE_OK, kedge_rate_limiter_options_init, &options, sizeof options);
    options.count = options.burst = 1;
    options.per_ns = 3600 * SECOND;
    EXPECT(KEDGE_OK, kedge_rate_limiter_create, &options, &limiter);
    EXPECT(KEDGE_OK, kedge_rate_limiter_acquire, limiter, 1, NULL);
    EXPECT(KEDGE_RATE_LIMITED, kedge_rate_limiter_acquire, limiter, 1, NULL);
    shift += 3601;
    EXPECT(KEDGE_OK, kedge_rate_limiter_acquire, limiter, 1, NULL);
    EXPECT(KEDGE_RATE_LIMITED, kedge_rate_limiter_acquire, limiter, 1, NULL);
    EXPECT(KEDGE_OK, kedge_rate_limiter_destroy, limiter);
}

/* An open breaker reads the coarse clock. */
static void a_breaker_sees_the_shifted_coarse_clock(void) {
    kedge_breaker_options options;
    kedge_breaker *breaker = NULL;
    kedge_permit permit;
    EXPECT(KEDGE_OK, kedge_breaker_options_init, &options, sizeof options);
    options.open_time_ns = 3600 * SECOND;
    EXPECT(KEDGE_OK, kedge_breaker_create, &options, &breaker);
    EXPECT(KEDGE_OK, kedge_breaker_set_state, breaker, KEDGE_BREAKER_OPEN);
    EXPECT(KEDGE_CIRCUIT_OPEN, kedge_breaker_acquire, breaker, &permit, NULL);
    shift += 3601;
    EXPECT(KEDGE_OK, kedge_breaker_acquire, breaker, &permit, NULL);
    EXPECT(KEDGE_OK, kedge_breaker_success, breaker, &permit);
    EXPECT(KEDGE_OK, kedge_breaker_destroy, breaker);
}

int main(void) {
    check_begin("shifted_time");
    check_case("a rate limiter sees the shifted clock", a_limiter_sees_the_shifted_clock);
    check_case("a breaker sees the shifted coarse clock", a_breaker_sees_the_shifted_coarse_clock);
    return check_end();
}
