/* How long loading the library takes, each time in a process that has not loaded it yet. */
#include "rows.h"

#include <dlfcn.h>
#include <sys/wait.h>

static double load(const char *library, long times) {
    double total = 0;
    for (long i = 0; i < times; i++) {
        int ends[2];
        must(pipe(ends) == 0);
        pid_t child = fork();
        must(child >= 0);
        if (child == 0) {
            double start = wall_ns();
            bool loaded = dlopen(library, RTLD_NOW | RTLD_LOCAL) != NULL;
            double taken = wall_ns() - start;
            _exit(loaded && write(ends[1], &taken, sizeof taken) == sizeof taken ? 0 : 1);
        }
        close(ends[1]);
        double taken;
        must(read(ends[0], &taken, sizeof taken) == sizeof taken);
        close(ends[0]);
        waitpid(child, NULL, 0);
        total += taken;
    }
    return total;
}

static double load_kedge(long times) { return load(LIBKEDGE, times); }
static double load_libcrypto(long times) { return load(LIBCRYPTO, times); }

int main(int argc, char **argv) {
    static const struct row rows[] = {
        {"Load: dlopen", "ms", load_kedge, load_libcrypto, "dlopen libcrypto", .limit = 3e6},
    };
    pin(allowed_cpu(0));
    run_rows(rows, 1, row_options(argc, argv));
    return 0;
}
