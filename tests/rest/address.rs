//! Any pasted URL is understood.

use roster_inspector::rest::understand;

fn first(text: &str) -> String {
    understand(text, false).expect(text).bases[0].rostering.to_string()
}

#[test]
fn the_base_path_is_found_in_any_url() {
    let plain = "https://sis.example/ims/oneroster/v1p1";
    for text in [
        "https://sis.example/ims/oneroster/v1p1",
        "https://sis.example/ims/oneroster/v1p1/",
        "  sis.example/ims/oneroster/v1p1/users?limit=10#x ",
        "https://sis.example/ims/oneroster/v1p1/schools/17/classes",
        "https://sis.example/ims/oneroster/v1p1/ims/oneroster/v1p1/orgs",
        "https://sis.example",
        "https://sis.example/ims/oneroster",
        "<https://user:pass@sis.example/ims/oneroster/v1p1>",
    ] {
        assert_eq!(first(text), plain, "{text}");
    }
    for text in [
        "https://h.example/campus/oneroster/app/ims/oneroster/v1p1",
        "https://h.example/api/oneroster/v1p1",
        "https://h.example/api/ims/oneroster/v1p1/school-7",
        "https://h.example/afe-rostr/ims/oneroster/v1p1",
        "https://h.example/learningdata/v1",
    ] {
        assert_eq!(first(&format!("{text}/users")), text, "{text}");
    }
    let address = understand("https://h.example/x/ims/oneroster/rostering/v1p2/users", false).expect("an address");
    assert_eq!(address.bases[0].gradebook.path(), "/x/ims/oneroster/gradebook/v1p2");
    assert_eq!(address.bases[0].resources.path(), "/x/ims/oneroster/resources/v1p2");
    assert!(address.notes[0].contains("/users"));
    // The word of the service is left out by some; both forms are tried.
    let paths: Vec<String> = understand("h.example/ims/oneroster/v1p2", false)
        .expect("an address")
        .bases
        .iter()
        .map(|base| base.rostering.path().to_owned())
        .collect();
    assert_eq!(paths, ["/ims/oneroster/v1p2", "/ims/oneroster/rostering/v1p2"]);
}

#[test]
fn plain_http_is_for_this_machine_or_by_choice() {
    for text in ["http://localhost:1/ims/oneroster/v1p1", "http://127.0.0.1/x", "http://[::1]:80/x"] {
        assert!(understand(text, false).is_ok(), "{text}");
    }
    assert!(understand("http://sis.example/x", false).is_err());
    assert!(understand("http://sis.example/x", true).is_ok());
    for text in ["", "ftp://sis.example", "http://", "file:///etc/passwd"] {
        assert!(understand(text, true).is_err(), "{text}");
    }
}

#[test]
fn a_password_in_an_address_is_never_repeated() {
    let error = understand("http://user:hunter2@sis.example/x", false).expect_err("plain http");
    assert!(!error.to_string().contains("hunter2") && !format!("{error:?}").contains("hunter2"));
    let error = understand("https://user:hunter2@[bad/x", false).expect_err("no URL");
    assert!(!error.to_string().contains("hunter2"));
}
