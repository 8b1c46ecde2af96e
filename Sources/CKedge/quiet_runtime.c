/* The Swift runtime that libkedge.so carries would, as the library loads, look at SWIFT_* in the environment, install signal
 * handlers that print a backtrace, and write to standard error. In a stranger's process none of that is wanted, so the
 * library's link passes these names here (--wrap in CMakeLists.txt). Nothing of Kedge's own uses them. A Swift package that
 * imports Kedge has its own runtime, links without --wrap, and is not changed. */
#include <signal.h>
#include <stddef.h>
#include <string.h>

#define HIDDEN __attribute__((visibility("hidden")))

static char *nothing[] = {NULL};
HIDDEN char **__wrap_environ = nothing;

HIDDEN char *__wrap_getenv(const char *name) {
    (void)name;
    return NULL;
}

/* Says that somebody else's handler is there, which the runtime then leaves alone. */
HIDDEN int __wrap_sigaction(int number, const struct sigaction *action, struct sigaction *old) {
    (void)number;
    (void)action;
    if (old != NULL) {
        memset(old, 0, sizeof *old);
        old->sa_handler = SIG_IGN;
    }
    return 0;
}

HIDDEN int __wrap_sigaltstack(const stack_t *stack, stack_t *old) {
    (void)stack;
    if (old != NULL) memset(old, 0, sizeof *old);
    return 0;
}
