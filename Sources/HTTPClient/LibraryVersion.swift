internal import CCurl

/// The libcurl that this program runs with.
package enum LibraryVersion {
    /// Such as `libcurl/7.88.1 OpenSSL/3.0.17 …`; for logs and `doctor`.
    package static var text: String { String(cString: curl_version()) }
}
