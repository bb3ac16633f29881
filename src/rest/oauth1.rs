//! OAuth 1.0a without a token: the signature of one attempt.

use aws_lc_rs::{hmac, rand};
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use reqwest::Url;

use super::percent::encode;
use super::secret::Secret;

/// How a request is signed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Signature {
    /// HMAC-SHA256.
    Sha256,
    /// HMAC-SHA1.
    Sha1,
}

impl Signature {
    const fn name(self) -> &'static str {
        match self {
            Self::Sha256 => "HMAC-SHA256",
            Self::Sha1 => "HMAC-SHA1",
        }
    }

    const fn algorithm(self) -> hmac::Algorithm {
        match self {
            Self::Sha256 => hmac::HMAC_SHA256,
            Self::Sha1 => hmac::HMAC_SHA1_FOR_LEGACY_USE_ONLY,
        }
    }
}

/// The value of the `Authorization` header for a GET. All parameters of the query are signed.
pub fn header(url: &Url, key: &str, secret: &Secret, signature: Signature, timestamp: i64, nonce: &str) -> String {
    let timestamp = timestamp.to_string();
    let own = [
        ("oauth_consumer_key", key),
        ("oauth_nonce", nonce),
        ("oauth_signature_method", signature.name()),
        ("oauth_timestamp", &timestamp),
        ("oauth_version", "1.0"),
    ];
    let base = base_string(url, &own);
    let mac_key = hmac::Key::new(signature.algorithm(), format!("{}&", encode(secret.reveal())).as_bytes());
    let signed = STANDARD.encode(hmac::sign(&mac_key, base.as_bytes()));
    let mut parts: Vec<String> = own.iter().map(|(name, value)| format!("{name}=\"{}\"", encode(value))).collect();
    parts.push(format!("oauth_signature=\"{}\"", encode(&signed)));
    format!("OAuth {}", parts.join(", "))
}

/// What is signed: the method, the address without its query, and every parameter, sorted.
fn base_string(url: &Url, own: &[(&str, &str)]) -> String {
    let mut plain = url.clone();
    plain.set_query(None);
    plain.set_fragment(None);
    let mut pairs: Vec<(String, String)> = query_pairs(url).map(|(name, value)| (encode(&name), encode(&value))).collect();
    pairs.extend(own.iter().map(|(name, value)| (encode(name), encode(value))));
    pairs.sort();
    let pairs: Vec<String> = pairs.into_iter().map(|(name, value)| format!("{name}={value}")).collect();
    format!("GET&{}&{}", encode(plain.as_str()), encode(&pairs.join("&")))
}

/// A plus is a plus here: our queries write spaces as `%20`.
fn query_pairs(url: &Url) -> impl Iterator<Item = (String, String)> {
    url.query().unwrap_or_default().split('&').filter(|pair| !pair.is_empty()).map(|pair| {
        let (name, value) = pair.split_once('=').unwrap_or((pair, ""));
        (decode(name), decode(value))
    })
}

fn decode(text: &str) -> String {
    let bytes = text.as_bytes();
    let mut decoded = Vec::with_capacity(bytes.len());
    let mut at = 0;
    while at < bytes.len() {
        let code = (bytes[at] == b'%').then(|| text.get(at + 1..at + 3).and_then(|digits| u8::from_str_radix(digits, 16).ok())).flatten();
        decoded.push(code.unwrap_or(bytes[at]));
        at += if code.is_some() { 3 } else { 1 };
    }
    String::from_utf8_lossy(&decoded).into_owned()
}

/// A word that was not used before.
pub fn nonce() -> String {
    let mut bytes = [0; 16];
    // Without randomness the counter of time still differs from attempt to attempt.
    if rand::fill(&mut bytes).is_err() {
        bytes = jiff::Timestamp::now().as_nanosecond().to_le_bytes();
    }
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}

#[cfg(test)]
mod tests {
    use super::{Secret, Signature, base_string, header};

    #[test]
    fn the_example_of_the_standard_is_signed_as_printed() {
        // RFC 5849, section 1.2, without a token it is the same form.
        let url = "http://photos.example.net/photos?file=vacation.jpg&size=original".parse().expect("a URL");
        let own = [
            ("oauth_consumer_key", "dpf43f3p2l4k3l03"),
            ("oauth_nonce", "chapoH"),
            ("oauth_signature_method", "HMAC-SHA1"),
            ("oauth_timestamp", "137131202"),
        ];
        let expected = "GET&http%3A%2F%2Fphotos.example.net%2Fphotos&file%3Dvacation.jpg%26oauth_consumer_key%3Ddpf43f3p2l4k3l03%26oauth_nonce%3DchapoH%26oauth_signature_method%3DHMAC-SHA1%26oauth_timestamp%3D137131202%26size%3Doriginal";
        assert_eq!(base_string(&url, &own), expected);
    }

    #[test]
    fn a_filter_with_its_own_equals_sign_is_signed_whole() {
        let url = "https://HOST:443/ims/oneroster/v1p1/users?filter=role%3D%27student%27&limit=10".parse().expect("a URL");
        let base = base_string(&url, &[]);
        assert_eq!(base, "GET&https%3A%2F%2Fhost%2Fims%2Foneroster%2Fv1p1%2Fusers&filter%3Drole%253D%2527student%2527%26limit%3D10");
        let text = header(&url, "key", &Secret::new("s3cret"), Signature::Sha256, 1, "n");
        assert!(text.starts_with("OAuth oauth_consumer_key=\"key\"") && !text.contains("s3cret"));
    }
}
