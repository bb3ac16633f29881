//! Checks signatures of OAuth 1.0a on the server's side, with other code than the client's.

use base64::Engine as _;
use hmac::{Hmac, KeyInit as _, Mac as _};
use sha1::Sha1;
use sha2::Sha256;

/// Percent-encoding by RFC 3986.
fn encode(text: &str) -> String {
    let plain = |byte: u8| byte.is_ascii_alphanumeric() || b"-._~".contains(&byte);
    text.bytes().map(|byte| if plain(byte) { (byte as char).to_string() } else { format!("%{byte:02X}") }).collect()
}

pub fn decode(text: &str) -> String {
    let mut bytes = Vec::new();
    let mut rest = text.bytes();
    while let Some(byte) = rest.next() {
        if byte == b'%' {
            let digits: Vec<u8> = rest.by_ref().take(2).collect();
            bytes.push(u8::from_str_radix(std::str::from_utf8(&digits).expect("ASCII"), 16).expect("hexadecimal"));
        } else {
            bytes.push(byte);
        }
    }
    String::from_utf8(bytes).expect("UTF-8")
}

/// The parameters of an `OAuth` header.
pub fn parameters(header: &str) -> Vec<(String, String)> {
    let list = header.strip_prefix("OAuth ").unwrap_or_default();
    list.split(", ").filter_map(|part| part.split_once('=')).map(|(name, value)| (decode(name), decode(value.trim_matches('"')))).collect()
}

/// True if the header signs a GET of this address.
pub fn is_signed(header: &str, url: &str, query: &str, key: &str, secret: &str, sha1: bool) -> bool {
    let given = parameters(header);
    let value = |name: &str| given.iter().find(|(known, _)| known == name).map(|(_, value)| value.clone()).unwrap_or_default();
    let mut all: Vec<(String, String)> = query
        .split('&')
        .filter(|pair| !pair.is_empty())
        .map(|pair| pair.split_once('=').unwrap_or((pair, "")))
        .map(|(name, value)| (encode(&decode(name)), encode(&decode(value))))
        .collect();
    all.extend(given.iter().filter(|(name, _)| name != "oauth_signature").map(|(name, value)| (encode(name), encode(value))));
    all.sort();
    let joined: Vec<String> = all.iter().map(|(name, value)| format!("{name}={value}")).collect();
    let base = format!("GET&{}&{}", encode(url), encode(&joined.join("&")));
    let mac_key = format!("{}&", encode(secret));
    let signature = if sha1 {
        let mut mac = Hmac::<Sha1>::new_from_slice(mac_key.as_bytes()).expect("any key");
        mac.update(base.as_bytes());
        mac.finalize().into_bytes().to_vec()
    } else {
        let mut mac = Hmac::<Sha256>::new_from_slice(mac_key.as_bytes()).expect("any key");
        mac.update(base.as_bytes());
        mac.finalize().into_bytes().to_vec()
    };
    let method = if sha1 { "HMAC-SHA1" } else { "HMAC-SHA256" };
    value("oauth_consumer_key") == key
        && value("oauth_signature_method") == method
        && value("oauth_signature") == base64::engine::general_purpose::STANDARD.encode(signature)
}
