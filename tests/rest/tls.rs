//! Certificates: of an authority that is given, self-signed, ended, for another name.

use roster_inspector::job::Watch;
use roster_inspector::rest::{Auth, Log, Outcome, Pull, RestError, Trouble as Kind, probe};
use tokio_rustls::TlsAcceptor;
use tokio_rustls::rustls::ServerConfig;
use tokio_rustls::rustls::pki_types::PrivateKeyDer;

use super::manners::Manners;
use super::pulling::{assert_whole, connection, options, pull_with, v1_1};
use super::server::Server;

struct Authority {
    certificate: rcgen::CertifiedIssuer<'static, rcgen::KeyPair>,
    folder: tempfile::TempDir,
}

impl Authority {
    fn new() -> Self {
        let mut of = rcgen::CertificateParams::new(Vec::<String>::new()).expect("parameters");
        of.is_ca = rcgen::IsCa::Ca(rcgen::BasicConstraints::Unconstrained);
        of.distinguished_name.push(rcgen::DnType::CommonName, "Authority of the tests");
        let certificate = rcgen::CertifiedIssuer::self_signed(of, rcgen::KeyPair::generate().expect("a key")).expect("an authority");
        let folder = tempfile::tempdir().expect("a folder");
        std::fs::write(folder.path().join("ca.pem"), certificate.pem()).expect("a file");
        Self { certificate, folder }
    }

    fn server(&self, name: &str, ended: bool) -> Server {
        let mut of = rcgen::CertificateParams::new(vec![name.to_owned()]).expect("parameters");
        if ended {
            of.not_before = rcgen::date_time_ymd(2020, 1, 1);
            of.not_after = rcgen::date_time_ymd(2021, 1, 1);
        } else {
            of.not_after = rcgen::date_time_ymd(2049, 1, 1);
        }
        let key = rcgen::KeyPair::generate().expect("a key");
        let signed = of.signed_by(&key, &self.certificate).expect("a certificate");
        let key = PrivateKeyDer::try_from(key.serialize_der()).expect("a key");
        let config = ServerConfig::builder().with_no_client_auth().with_single_cert(vec![signed.der().clone()], key).expect("a pair");
        Server::start_with(&v1_1(), Manners::default(), Some(TlsAcceptor::from(std::sync::Arc::new(config))))
    }
}

fn trouble(server: &Server, ca: Option<&Authority>) -> RestError {
    let mut careful = connection(&server.base(), Auth::None);
    careful.ca_file = ca.map(|ca| ca.folder.path().join("ca.pem"));
    careful.patience.attempts = 1;
    Pull::connect(&careful, options(), &Log::default(), &Watch::new()).err().expect("not trusted")
}

#[test]
fn a_given_authority_is_trusted() {
    let authority = Authority::new();
    let server = authority.server("127.0.0.1", false);
    let mut trusting = connection(&server.base(), Auth::None);
    trusting.ca_file = Some(authority.folder.path().join("ca.pem"));
    assert_whole(&pull_with(&trusting, options()).0, &v1_1());
    let found = probe(&trusting, &Log::default(), &Watch::new());
    let version = found.lines.iter().find(|line| line.question == "TLS").expect("a line");
    assert_eq!(version.found, "TLS 1.3");
    let line = found.lines.iter().find(|line| line.question == "certificate").expect("a line");
    assert!(line.outcome == Outcome::Good && line.found.contains("2049-01-01"), "{line:?}");
}

#[test]
fn certificates_that_are_not_trusted_are_told_as_such() {
    let authority = Authority::new();
    let unknown = trouble(&authority.server("127.0.0.1", false), None);
    assert_eq!(unknown.kind, Kind::Certificate, "{unknown}");
    let ended = trouble(&authority.server("127.0.0.1", true), Some(&authority));
    assert_eq!(ended.kind, Kind::Certificate, "{ended}");
    let other = trouble(&authority.server("other.example", false), Some(&authority));
    assert_eq!(other.kind, Kind::Certificate, "{other}");
}
