// A place that a rate limiter reserved is given back once.
// expect: consumed more than once
import KedgeResilience

func cancelTwice(_ place: consuming RatePlace) {
    _ = place.cancel()
    _ = place.cancel()
}
