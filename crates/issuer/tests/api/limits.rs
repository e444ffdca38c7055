//! What an authority bears.

use issuing::{Code, Trouble};
use reqwest::StatusCode;
use reqwest::header::{ALLOW, CONTENT_TYPE, RETRY_AFTER};

use crate::home::Home;

#[test]
fn an_account_enrols_as_many_as_the_region_says() {
    let home = Home::new();
    for _ in 0..3 {
        home.enrol("CN-BJ");
    }
    assert_eq!(
        home.try_enrol("CN-BJ"),
        Err(Trouble::Refused(Code::PersonsLimit))
    );
    home.enrol("CN-SH");
}

#[test]
fn a_device_that_asks_too_often_is_told_when_to_come_back() {
    let home = Home::new();
    let busy = (0..100).find_map(|_| home.try_enrol("CN-GD").err());
    let Some(Trouble::Busy { retry_after }) = busy else {
        panic!("{busy:?}");
    };
    assert_eq!(retry_after.as_secs(), 1);
    home.later(1);
    assert!(home.try_enrol("CN-GD").is_ok());
}

/// Requests that no desk sends.
#[test]
fn whatever_comes_is_answered_in_one_form() {
    let home = Home::new();
    let runtime = tokio::runtime::Builder::new_current_thread()
        .enable_all()
        .build()
        .expect("a runtime");
    let http = reqwest::Client::new();
    let address = home.practice.address();
    let send = |request: reqwest::RequestBuilder| {
        runtime.block_on(async {
            let answer = request.send().await.expect("an answer");
            let (status, headers) = (answer.status(), answer.headers().clone());
            (status, headers, answer.bytes().await.expect("a body"))
        })
    };
    let large = vec![b' '; 40_000];
    let devices = format!("{address}/v1/devices");
    for (request, status) in [
        (http.get(format!("{address}/v2")), StatusCode::NOT_FOUND),
        (
            http.get(format!("{address}/v1/status/x")),
            StatusCode::NOT_FOUND,
        ),
        (http.get(&devices), StatusCode::METHOD_NOT_ALLOWED),
        (http.post(&devices), StatusCode::UNAUTHORIZED),
        (
            http.post(&devices).header("authorization", "KC1 AAAA"),
            StatusCode::UNAUTHORIZED,
        ),
        (
            http.post(&devices).header("authorization", "Basic AAAA"),
            StatusCode::UNAUTHORIZED,
        ),
        (
            http.post(&devices).body(large),
            StatusCode::PAYLOAD_TOO_LARGE,
        ),
    ] {
        let (got, headers, body) = send(request);
        assert_eq!(got, status);
        assert_eq!(headers[CONTENT_TYPE], "application/problem+json");
        let problem: issuing::Problem = serde_json::from_slice(&body).expect("a problem");
        assert_eq!(problem.status, status.as_u16());
        assert!(status != StatusCode::METHOD_NOT_ALLOWED || headers.contains_key(ALLOW));
        assert!(!headers.contains_key(RETRY_AFTER));
    }
    for path in ["healthz", "readyz"] {
        let (status, headers, body) = send(http.get(format!("{address}/{path}")));
        assert_eq!((status, &body[..]), (StatusCode::OK, &b"ok\n"[..]));
        assert_eq!(headers["cache-control"], "no-store");
    }
    let (_, _, body) = send(http.get(format!("{address}/v1/openapi.json")));
    let document: serde_json::Value = serde_json::from_slice(&body).expect("JSON");
    assert_eq!(document["openapi"], "3.1.0");
    assert_eq!(
        document["paths"].as_object().map(serde_json::Map::len),
        Some(11)
    );
}
