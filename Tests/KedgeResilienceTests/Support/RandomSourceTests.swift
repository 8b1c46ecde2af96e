import KedgeResilience
import Testing

@Suite struct RandomSourceTests {
    @Test func `a seed decides the numbers, which are those of SplitMix64`() {
        let source = RandomSource(seed: 1_234_567)
        // The first numbers of the published reference implementation for this seed.
        #expect(source.next() == 6_457_827_717_110_365_317)
        #expect(source.next() == 3_203_168_211_198_807_973)
        #expect(source.next() == 9_817_491_932_198_370_423)
    }

    @Test func `fractions are below one and spread evenly`() {
        for source in [RandomSource(seed: 5), RandomSource()] {
            var counts = [Int](repeating: 0, count: 10)
            for _ in 0..<10_000 {
                let fraction = source.fraction()
                #expect(fraction >= 0 && fraction < 1)
                counts[Int(fraction * 10)] += 1
            }
            // A tenth of 10,000 has a standard deviation of 30.
            for count in counts { #expect(count > 820 && count < 1_180) }
        }
    }
}
