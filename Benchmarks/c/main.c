/* The rows of the C interface, all in one process. An area adds a file with its rows and the name of its group here. */
#include "rows.h"

extern const struct row_group calls, keccak256, aes_gcm, encryption, wallet, tokens, rings, resilience;

enum { MOST_ROWS = 128 };

int main(int argc, char **argv) {
    const struct row_group *groups[] = {&calls, &keccak256, &aes_gcm, &encryption, &wallet, &tokens, &rings, &resilience};
    struct row all[MOST_ROWS];
    int count = 0;
    for (size_t i = 0; i < sizeof groups / sizeof *groups; i++) {
        must(count + groups[i]->count <= MOST_ROWS);
        memcpy(all + count, groups[i]->rows, (size_t)groups[i]->count * sizeof *all);
        count += groups[i]->count;
        if (groups[i]->prepare) groups[i]->prepare();
    }
    pin(allowed_cpu(0));
    run_rows(all, count, row_options(argc, argv));
    return 0;
}
