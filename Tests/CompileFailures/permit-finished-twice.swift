// A permit of a breaker ends once.
// expect: consumed more than once
import KedgeResilience

func finishTwice(_ breaker: Breaker) throws {
    let permit = try breaker.acquire()
    permit.succeed()
    permit.fail()
}
