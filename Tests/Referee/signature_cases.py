"""Keys for signatures in each of their formats, and signatures: cryptography and pycryptodome."""

import datetime
import functools
import random

from Crypto.Hash import SHA256, SHA384, SHA512
from Crypto.PublicKey import RSA
from Crypto.Signature import pss
from Crypto.Util.number import getPrime
from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec, ed25519, padding, rsa
from cryptography.hazmat.primitives.asymmetric.utils import decode_dss_signature
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat, PublicFormat
from sections import section, some_bytes

HASHES = {256: (hashes.SHA256(), SHA256), 384: (hashes.SHA384(), SHA384), 512: (hashes.SHA512(), SHA512)}
CURVES = {
    "ecdsaP256SHA256": (ec.SECP256R1(), 256, 32),
    "ecdsaP384SHA384": (ec.SECP384R1(), 384, 48),
    "ecdsaP521SHA512": (ec.SECP521R1(), 512, 66),
    "ecdsaSecp256k1SHA256": (ec.SECP256K1(), 256, 32),
}
RSA_SCHEMES = [f"rsa{kind}SHA{bits}" for kind in ("PKCS1", "PSS") for bits in HASHES]
ORDERS = {
    "ecdsaP256SHA256": 0xFFFFFFFF00000000FFFFFFFFFFFFFFFFBCE6FAADA7179E84F3B9CAC2FC632551,
    "ecdsaSecp256k1SHA256": 0xFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFEBAAEDCE6AF48A03BBFD25E8CD0364141,
}


def big_endian(number, length=None):
    return number.to_bytes(length or (number.bit_length() + 7) // 8, "big")


def rsa_key(rng, bits):
    # `cryptography` draws from the system alone, which would make other cases each time.
    made = RSA.generate(bits, randfunc=rng.randbytes)
    d, p, q = int(made.d), int(made.p), int(made.q)
    return rsa.RSAPrivateNumbers(
        p, q, d, d % (p - 1), d % (q - 1), pow(q, -1, p), rsa.RSAPublicNumbers(int(made.e), int(made.n))
    ).private_key()


@functools.cache
def rsa_keys():
    """Made once, since that takes seconds."""
    rng = random.Random("kedge referee, RSA keys")
    return [rsa_key(rng, bits) for bits in (2048, 2048, 3072)]


def curve_key(rng, scheme):
    return ec.derive_private_key(rng.getrandbits(250) + 1, CURVES[scheme][0])


def ed25519_key(rng):
    return ed25519.Ed25519PrivateKey.from_private_bytes(rng.randbytes(32))


def certificate(rng, key):
    name = x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, f"case {rng.randint(0, 999)}")])
    start = datetime.datetime(2020, 1, 1)
    builder = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(rng.randint(1, 1 << 120))
        .not_valid_before(start)
        .not_valid_after(start + datetime.timedelta(days=rng.randint(1, 9999)))
    )
    if rng.random() < 0.5:
        builder = builder.add_extension(x509.BasicConstraints(ca=False, path_length=None), critical=True)
    # Whoever signs it does not matter, and this algorithm needs no randomness.
    return builder.sign(ed25519_key(rng), None)


def numbers(key):
    """What the key is made of, in the order of Kedge's own types."""
    if isinstance(key, rsa.RSAPrivateKey):
        private = key.private_numbers()
        public = private.public_numbers
        return (
            [big_endian(n) for n in (public.n, public.e)],
            [big_endian(n) for n in (private.d, private.p, private.q, private.dmp1, private.dmq1, private.iqmp)],
        )
    if isinstance(key, ed25519.Ed25519PrivateKey):
        return [key.public_key().public_bytes_raw()], [key.private_bytes_raw()]
    length = (key.curve.key_size + 7) // 8
    private = key.private_numbers()
    public = private.public_numbers
    return (
        [big_endian(n, length) for n in (public.x, public.y)],
        [big_endian(private.private_value, length)],
    )


def forms(rng, key):
    """(is private, is PEM, bytes) for each way to write the key."""
    made = certificate(rng, key)
    for encoding in (Encoding.PEM, Encoding.DER):
        is_pem = encoding is Encoding.PEM
        yield True, is_pem, key.private_bytes(encoding, PrivateFormat.PKCS8, NoEncryption())
        if not isinstance(key, ed25519.Ed25519PrivateKey):
            yield True, is_pem, key.private_bytes(encoding, PrivateFormat.TraditionalOpenSSL, NoEncryption())
        yield False, is_pem, key.public_key().public_bytes(encoding, PublicFormat.SubjectPublicKeyInfo)
        if isinstance(key, rsa.RSAPrivateKey):
            yield False, is_pem, key.public_key().public_bytes(encoding, PublicFormat.PKCS1)
        yield False, is_pem, made.public_bytes(encoding)


def keys(rng):
    """(scheme, key), a few for each scheme."""
    for scheme in RSA_SCHEMES:
        for key in rsa_keys():
            yield scheme, key
    for scheme in CURVES:
        for _ in range(8):
            yield scheme, curve_key(rng, scheme)
    for _ in range(8):
        yield "ed25519", ed25519_key(rng)


@section("signature_keys")
def signature_key_cases(rng):
    for scheme, key in keys(rng):
        public, private = numbers(key)
        for is_private, is_pem, form in forms(rng, key):
            yield {
                "scheme": scheme,
                "is_private": is_private,
                "is_pem": is_pem,
                "form": form,
                "public": b"".join(public),
                "private": b"".join(private) if is_private else b"",
            }


@section("composite_keys")
def composite_key_cases(rng):
    """RSA keys whose numbers fit one another, but whose first prime is the product of two."""
    made = 0
    while made < 3:
        p = getPrime(512, randfunc=rng.randbytes) * getPrime(512, randfunc=rng.randbytes)
        q = getPrime(1026, randfunc=rng.randbytes)
        try:
            d = pow(65537, -1, (p - 1) * (q - 1))
        except ValueError:
            continue
        key = RSA.construct((p * q, 65537, d, p, q), consistency_check=False)
        yield {"form": key.export_key("DER")}
        made += 1


def sign(rng, scheme, key, message, other_salt=None):
    if isinstance(key, ed25519.Ed25519PrivateKey):
        return key.sign(message)
    if isinstance(key, rsa.RSAPrivateKey):
        algorithm, other = HASHES[int(scheme[-3:])]
        if "PKCS1" in scheme:
            return key.sign(message, padding.PKCS1v15(), algorithm)
        der = key.private_bytes(Encoding.DER, PrivateFormat.PKCS8, NoEncryption())
        signer = pss.new(RSA.import_key(der), salt_bytes=other_salt, rand_func=rng.randbytes)
        return signer.sign(other.new(message))
    curve, bits, length = CURVES[scheme]
    der = key.sign(message, ec.ECDSA(HASHES[bits][0], deterministic_signing=True))
    r, s = decode_dss_signature(der)
    # Half of them in the second form, which only the curve of Ethereum has a rule about.
    if scheme in ORDERS and rng.random() < 0.5:
        s = ORDERS[scheme] - s
    return big_endian(r, length) + big_endian(s, length)


def spoiled(rng, value):
    changed = bytearray(value)
    changed[rng.randrange(len(changed))] ^= 1 << rng.randrange(8)
    return bytes(changed)


@section("signatures")
def signature_cases(rng):
    for scheme, key in list(keys(rng)):
        der = key.public_key().public_bytes(Encoding.DER, PublicFormat.SubjectPublicKeyInfo)
        for _ in range(8):
            message = some_bytes(rng, 400) + b"."
            is_valid = rng.random() < 0.7
            # A salt has the length of the hash.
            other_salt = rng.choice((0, 20, 31, 33, 100)) if "PSS" in scheme and not is_valid else None
            signature = sign(rng, scheme, key, message, other_salt)
            if other_salt is not None:
                pass
            elif not is_valid and rng.random() < 0.5:
                message = spoiled(rng, message)
            elif not is_valid:
                signature = spoiled(rng, signature)
            yield {"scheme": scheme, "key": der, "message": message, "signature": signature, "is_valid": is_valid}
