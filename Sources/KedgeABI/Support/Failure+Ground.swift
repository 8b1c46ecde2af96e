import CKedge
import KedgeCore

func fail(_ error: RandomnessError) -> kedge_status {
    switch error {
    case .unavailable(let number):
        fail(
            KEDGE_RANDOM_UNAVAILABLE, "the operating system gave no randomness: getrandom failed with errno {0}",
            Int(number))
    }
}

func fail(_ error: SecretMemoryError) -> kedge_status {
    switch error {
    case .invalidCount(let count):
        fail(KEDGE_INVALID_ARGUMENT, "a secret of {u0} bytes: at most {1} are held", count, SecretBytes.maximumCount)
    case .outOfMemory: fail(KEDGE_OUT_OF_MEMORY, "no memory is left for a secret")
    case .notLocked:
        fail(
            KEDGE_MEMORY_NOT_LOCKED,
            "secret memory could not be locked; raise RLIMIT_MEMLOCK, or allow it with require_locked_memory 0")
    case .randomness(let error): fail(error)
    }
}
