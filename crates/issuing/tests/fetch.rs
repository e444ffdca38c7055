//! Fetching from a real server on this computer.

use std::io::{Read, Write};
use std::net::TcpListener;
use std::thread;

use issuing::fetch::{FetchError, file};

/// Answers one request with `answer`; returns the address.
fn serve(answer: Vec<u8>) -> String {
    let listener = TcpListener::bind("127.0.0.1:0").expect("a port");
    let address = listener.local_addr().expect("an address");
    thread::spawn(move || {
        let (mut stream, _) = listener.accept().expect("a caller");
        let mut request = [0; 4096];
        let len = stream.read(&mut request).expect("a request");
        let request = String::from_utf8_lossy(&request[..len]).to_lowercase();
        assert!(
            !request.contains("cookie") && !request.contains("referer"),
            "{request}"
        );
        let _closed_early = stream.write_all(&answer);
    });
    format!("http://{address}/lists.kct")
}

fn answer(status: &str, headers: &str, body: &[u8]) -> Vec<u8> {
    let head = format!("HTTP/1.1 {status}\r\nconnection: close\r\n{headers}\r\n");
    [head.as_bytes(), body].concat()
}

#[test]
fn a_file_comes_whole() {
    let body = vec![7; 100_000];
    let address = serve(answer("200 OK", "", &body));
    assert_eq!(file(&address, 1 << 20), Ok(body));
}

#[test]
fn nothing_larger_than_asked_for() {
    let announced = answer("200 OK", "content-length: 5000\r\n", &[0; 5000]);
    assert_eq!(file(&serve(announced), 4999), Err(FetchError::TooLarge));
    let silent = answer("200 OK", "", &[0; 5000]);
    assert_eq!(file(&serve(silent), 4999), Err(FetchError::TooLarge));
}

#[test]
fn no_redirect_is_followed() {
    let moved = answer("302 Found", "location: http://127.0.0.1:1/\r\n", b"");
    assert_eq!(file(&serve(moved), 10), Err(FetchError::Moved));
    let gone = answer("404 Not Found", "", b"");
    assert_eq!(file(&serve(gone), 10), Err(FetchError::NotThere));
    let short = answer("200 OK", "content-length: 10\r\n", b"123");
    assert_eq!(file(&serve(short), 10), Err(FetchError::Network));
    assert_eq!(file("http://127.0.0.1:1/", 10), Err(FetchError::Network));
}
