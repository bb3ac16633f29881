//! The keychain of the system: secrets of saved connections, if there is one.

use super::secret::Secret;

const SERVICE: &str = "roster-inspector";

/// Why the keychain gave or took nothing.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum KeychainError {
    /// There is no keychain, or it is locked.
    #[error("The keychain of the system cannot be used. The secret is kept for this run only.")]
    Unusable,
    /// It has no secret of this name.
    #[error("The keychain has no secret for the connection {0}.")]
    Unknown(String),
}

/// The secret of a saved connection.
pub fn secret_of(connection: &str) -> Result<Secret, KeychainError> {
    let entry = keyring::Entry::new(SERVICE, connection).map_err(|_| KeychainError::Unusable)?;
    match entry.get_password() {
        Ok(text) => Ok(Secret::new(text)),
        Err(keyring::Error::NoEntry) => Err(KeychainError::Unknown(connection.to_owned())),
        Err(_) => Err(KeychainError::Unusable),
    }
}

/// Keeps the secret of a saved connection.
pub fn keep_secret(connection: &str, secret: &Secret) -> Result<(), KeychainError> {
    let entry = keyring::Entry::new(SERVICE, connection).map_err(|_| KeychainError::Unusable)?;
    entry.set_password(secret.reveal()).map_err(|_| KeychainError::Unusable)
}

/// Forgets the secret of a saved connection; content if there was none.
pub fn forget_secret(connection: &str) -> Result<(), KeychainError> {
    let entry = keyring::Entry::new(SERVICE, connection).map_err(|_| KeychainError::Unusable)?;
    match entry.delete_credential() {
        Ok(()) | Err(keyring::Error::NoEntry) => Ok(()),
        Err(_) => Err(KeychainError::Unusable),
    }
}
