//! As much of kedge.h as the rows need.

use std::ffi::{c_char, c_int, c_void};
use std::mem::{size_of, MaybeUninit};
use std::ptr::{null, null_mut};

type Handle = *mut c_void;

const OK: c_int = 0;
const HS256: u32 = 1;

#[link(name = "kedge")]
extern "C" {
    fn kedge_jwt_key_create_secret(
        secret: *const u8,
        secret_len: usize,
        algorithm: u32,
        id: *const c_char,
        id_len: usize,
        out: *mut Handle,
    ) -> c_int;
    fn kedge_jwt_key_set_create(keys: *const Handle, key_count: usize, out: *mut Handle) -> c_int;
    fn kedge_jwt_verifier_create(key_set: Handle, options: *const c_void, out: *mut Handle) -> c_int;
    fn kedge_jwt_issuer_create(key: Handle, options: *const c_void, out: *mut Handle) -> c_int;
    fn kedge_jwt_issue(
        issuer: Handle,
        claims: *const u8,
        claims_len: usize,
        out: *mut u8,
        out_capacity: usize,
        out_len: *mut usize,
    ) -> c_int;
    fn kedge_jwt_verify(
        verifier: Handle,
        token: *const u8,
        token_len: usize,
        out: *mut u8,
        out_capacity: usize,
        out_len: *mut usize,
    ) -> c_int;
    fn kedge_ring_create(options: *const c_void, out: *mut Handle) -> c_int;
    fn kedge_ring_destroy(ring: Handle) -> c_int;
    fn kedge_ring_apply(
        ring: Handle,
        changes: *const Change,
        change_count: usize,
        added: *mut u64,
        report: *mut Handle,
    ) -> c_int;
    fn kedge_ring_change_init(change: *mut Change, struct_size: usize) -> c_int;
    fn kedge_ring_add(ring: Handle, name: *const u8, name_len: usize, weight: u32, node: *mut u64) -> c_int;
    fn kedge_ring_remove(ring: Handle, node: u64) -> c_int;
    fn kedge_ring_owner(ring: Handle, key: *const u8, key_len: usize, node: *mut u64) -> c_int;
    fn kedge_breaker_options_init(options: *mut BreakerOptions, struct_size: usize) -> c_int;
    fn kedge_breaker_create(options: *const BreakerOptions, out: *mut Handle) -> c_int;
    fn kedge_breaker_destroy(breaker: Handle) -> c_int;
    fn kedge_breaker_acquire(breaker: Handle, permit: *mut Permit, retry_after_ns: *mut u64) -> c_int;
    fn kedge_breaker_success(breaker: Handle, permit: *mut Permit) -> c_int;
}

/// `kedge_ring_change`.
#[repr(C)]
struct Change {
    struct_size: usize,
    node: u64,
    name: *const u8,
    name_len: usize,
    zone: *const c_char,
    zone_len: usize,
    kind: u32,
    weight: u32,
    state: u32,
    reserved: u32,
}

/// `kedge_breaker_options`; what no row sets is not named.
#[repr(C)]
struct BreakerOptions {
    struct_size: usize,
    clock_and_callbacks: [usize; 5],
    consecutive_failures: u64,
    failure_rate_ppm: u64,
    slow_call_rate_ppm: u64,
    slow_call_ns: u64,
    count_window: u64,
    others: [u64; 12],
}

/// `kedge_permit`.
#[repr(C)]
struct Permit {
    word: u64,
    moment: u64,
}

/// Issues and verifies tokens of HS256; lives as long as the program.
pub struct Tokens {
    issuer: Handle,
    verifier: Handle,
}

pub type Buffer = [u8; 1024];

impl Tokens {
    pub fn new(secret: &[u8]) -> Tokens {
        let (mut key, mut keys) = (null_mut(), null_mut());
        let mut tokens = Tokens { issuer: null_mut(), verifier: null_mut() };
        unsafe {
            must(kedge_jwt_key_create_secret(secret.as_ptr(), secret.len(), HS256, null(), 0, &mut key));
            must(kedge_jwt_key_set_create(&key, 1, &mut keys));
            must(kedge_jwt_verifier_create(keys, null(), &mut tokens.verifier));
            must(kedge_jwt_issuer_create(key, null(), &mut tokens.issuer));
        }
        tokens
    }

    /// Writes a token and returns its length.
    pub fn issue(&self, claims: &str, out: &mut Buffer) -> usize {
        let mut length = 0;
        let (claims, count) = (claims.as_ptr(), claims.len());
        unsafe { must(kedge_jwt_issue(self.issuer, claims, count, out.as_mut_ptr(), out.len(), &mut length)) };
        length
    }

    /// Writes a token's claims and returns their length.
    pub fn verify(&self, token: &str, out: &mut Buffer) -> usize {
        let mut length = 0;
        let (token, count) = (token.as_ptr(), token.len());
        unsafe { must(kedge_jwt_verify(self.verifier, token, count, out.as_mut_ptr(), out.len(), &mut length)) };
        length
    }
}

/// A ring with the default placement: 160 points a node.
pub struct Ring {
    ring: Handle,
}

impl Ring {
    /// Makes all nodes with one change.
    pub fn new(names: &[String]) -> Ring {
        let mut ring = null_mut();
        let mut changes: Vec<Change> = Vec::with_capacity(names.len());
        unsafe {
            must(kedge_ring_create(null(), &mut ring));
            for name in names {
                let mut change = MaybeUninit::uninit();
                must(kedge_ring_change_init(change.as_mut_ptr(), size_of::<Change>()));
                changes.push(Change { name: name.as_ptr(), name_len: name.len(), ..change.assume_init() });
            }
            must(kedge_ring_apply(ring, changes.as_ptr(), changes.len(), null_mut(), null_mut()));
        }
        Ring { ring }
    }

    pub fn add(&self, name: &str) -> u64 {
        let mut node = 0;
        unsafe { must(kedge_ring_add(self.ring, name.as_ptr(), name.len(), 1, &mut node)) };
        node
    }

    pub fn remove(&self, node: u64) {
        unsafe { must(kedge_ring_remove(self.ring, node)) };
    }

    pub fn owner(&self, key: &[u8]) -> u64 {
        let mut node = 0;
        unsafe { must(kedge_ring_owner(self.ring, key.as_ptr(), key.len(), &mut node)) };
        node
    }
}

impl Drop for Ring {
    fn drop(&mut self) {
        unsafe { must(kedge_ring_destroy(self.ring)) };
    }
}

/// A breaker that opens after so many failures in a row, and looks at nothing else.
pub struct Breaker {
    breaker: Handle,
}

impl Breaker {
    pub fn new(failures: u64) -> Breaker {
        let mut breaker = null_mut();
        let mut options = MaybeUninit::<BreakerOptions>::uninit();
        unsafe {
            must(kedge_breaker_options_init(options.as_mut_ptr(), size_of::<BreakerOptions>()));
            let mut options = options.assume_init();
            options.consecutive_failures = failures;
            options.failure_rate_ppm = u64::MAX;
            options.count_window = u64::MAX;
            must(kedge_breaker_create(&options, &mut breaker));
        }
        Breaker { breaker }
    }

    /// A call that succeeds.
    #[inline(always)]
    pub fn pass(&self) {
        let mut permit = Permit { word: 0, moment: 0 };
        unsafe {
            must(kedge_breaker_acquire(self.breaker, &mut permit, null_mut()));
            must(kedge_breaker_success(self.breaker, &mut permit));
        }
    }
}

impl Drop for Breaker {
    fn drop(&mut self) {
        unsafe { must(kedge_breaker_destroy(self.breaker)) };
    }
}

fn must(status: c_int) {
    assert_eq!(status, OK, "a call that was to be timed failed");
}
