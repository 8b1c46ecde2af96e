import Foundation

/// A child of `fork()`, in which only the forking thread goes on.
public enum ChildProcess {
    /// Runs `body` in a child and answers whether it returned true within ten seconds.
    ///
    /// The child has whatever locks other threads held at that moment, so `body` may call little but the code under test.
    public static func run(_ body: () -> Bool) -> Bool {
        isSuccess(start(body))
    }

    /// Begins what `run` does, and answers with the child's number for `isSuccess`.
    public static func start(_ body: () -> Bool) -> Int32 {
        // Swift declares fork() as unavailable, because most of a process does not survive it: which is what is tested.
        typealias Fork = @convention(c) () -> Int32
        guard let address = dlsym(nil, "fork") else { return -1 }
        let child = unsafeBitCast(address, to: Fork.self)()
        if child == 0 {
            // Threads that run tests have signals blocked, and a child has what its thread had.
            var limit = sigset_t()
            sigemptyset(&limit)
            sigaddset(&limit, SIGALRM)
            pthread_sigmask(SIG_UNBLOCK, &limit, nil)
            alarm(10)
            _exit(body() ? 0 : 1)
        }
        return child
    }

    /// Waits for a child and answers whether its body returned true.
    public static func isSuccess(_ child: Int32) -> Bool {
        guard child > 0 else { return false }
        var status: Int32 = -1
        while waitpid(child, &status, 0) < 0 {
            if errno != EINTR { return false }
        }
        return status == 0
    }
}
