//! Kedge's tokens beside those of the crate jsonwebtoken.

use crate::kedge;
use crate::rows::{self, Row, Unit};
use jsonwebtoken::{decode, encode, Algorithm, DecodingKey, EncodingKey, Header, Validation};
use serde::{Deserialize, Serialize};
use std::cell::RefCell;
use std::hint::black_box;

#[derive(Serialize, Deserialize)]
struct Claims {
    iss: String,
    sub: String,
    scope: String,
    name: String,
    jti: String,
    iat: u64,
    exp: u64,
}

const SECRET: [u8; 32] = [0x6b; 32];
/// 200 bytes with iat and exp, which Kedge's issuer adds.
const GIVEN: &str = concat!(
    r#"{"iss":"https://issuer.example.com/tenant/7","sub":"user-1234567890","scope":"read write admin","#,
    r#""name":"Some Person of ours","jti":"0123456789abcdef0123456789abcdef"}"#
);

pub fn run() {
    let tokens = kedge::Tokens::new(&SECRET);
    let buffer = RefCell::new([0; 1024]);
    let length = tokens.issue(GIVEN, &mut buffer.borrow_mut());
    let token = String::from_utf8(buffer.borrow()[..length].to_vec()).expect("base64url");

    let encoding_key = EncodingKey::from_secret(&SECRET);
    let decoding_key = DecodingKey::from_secret(&SECRET);
    let header = Header::new(Algorithm::HS256);
    let validation = Validation::new(Algorithm::HS256);
    let claims = decode::<Claims>(&token, &decoding_key, &validation).expect("a good token").claims;
    let theirs = encode(&header, &claims, &encoding_key).expect("a good key");
    assert_eq!(tokens.verify(&theirs, &mut buffer.borrow_mut()), 200);

    rows::run(&[
        Row {
            name: "JWT HS256 sign, 200 bytes, and Rust",
            unit: Unit::Nanoseconds,
            kedge: &|| {
                black_box(tokens.issue(black_box(GIVEN), &mut buffer.borrow_mut()));
            },
            peer_name: "Rust jsonwebtoken",
            peer: &|| {
                black_box(encode(&header, black_box(&claims), &encoding_key).expect("a good key"));
            },
            calls: 1,
            rehearsals: 0,
            target: 0.35,
        },
        Row {
            name: "JWT HS256 verify, 200 bytes, and Rust",
            unit: Unit::Nanoseconds,
            kedge: &|| {
                black_box(tokens.verify(black_box(&token), &mut buffer.borrow_mut()));
            },
            peer_name: "Rust jsonwebtoken",
            peer: &|| {
                black_box(decode::<Claims>(black_box(&token), &decoding_key, &validation).expect("a good token"));
            },
            calls: 1,
            rehearsals: 0,
            target: 0.3,
        },
    ]);
}
