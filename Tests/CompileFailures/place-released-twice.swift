// A place of a bulkhead is given back once.
// expect: consumed more than once
import KedgeResilience

func releaseTwice(_ bulkhead: Bulkhead) {
    guard let place = bulkhead.tryAcquire() else { return }
    place.release()
    place.release()
}
