/// What a ring key encrypts with. A key has one algorithm, from the day it is made.
public enum KeyAlgorithm: UInt8, Sendable {
    /// XAES-256-GCM: nonces of 192 bits, so any number of messages and no count to keep. The one to take.
    ///
    /// - Source: C2SP, "XAES-256-GCM"
    case xaes256GCM = 1
    /// AES-256-GCM: nonces of 96 bits, so at most 2^32 messages, which the ring's file counts.
    ///
    /// - Source: NIST SP 800-38D
    case aes256GCM = 2
}
