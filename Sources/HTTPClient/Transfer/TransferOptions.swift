internal import CCurl
import Foundation

extension Transfer {
    /// Sets a new handle up for its request.
    ///
    /// - Throws: ``HTTPClientError`` when libcurl does not take an option: it was built without TLS, say.
    func configure(_ configuration: HTTPTransportConfiguration) throws(HTTPClientError) {
        shim_setopt_pointer(easy, CURLOPT_ERRORBUFFER, errorText)
        try text(CURLOPT_URL, exchange.url.text)
        try number(CURLOPT_NOSIGNAL, 1)
        try number(CURLOPT_PATH_AS_IS, 1)
        try number(CURLOPT_SUPPRESS_CONNECT_HEADERS, 1)
        try number(CURLOPT_HTTP_VERSION, Int(CURL_HTTP_VERSION_2TLS))
        try number(CURLOPT_CONNECTTIMEOUT_MS, exchange.request.timeouts.connect.milliseconds)
        try number(CURLOPT_BUFFERSIZE, 64 * 1024)
        try number(CURLOPT_UPLOAD_BUFFERSIZE, 64 * 1024)
        try check(shim_setopt_web_only(easy))
        try check(shim_setopt_leave_resolver(easy))
        try check(shim_setopt_close_on_exec(easy))
        try setConnectionOptions(configuration)
        try setMethod()
        try setHeaders(configuration)
        setCallbacks()
    }

    private func setConnectionOptions(_ configuration: HTTPTransportConfiguration) throws(HTTPClientError) {
        switch configuration.proxy {
        case _ where exchange.url.isLoopback, .none: try text(CURLOPT_PROXY, "")
        case .environment: break
        case .url(let proxy): try text(CURLOPT_PROXY, proxy)
        }
        if let path = configuration.caBundlePath { try text(CURLOPT_CAINFO, path) }
        if exchange.request.acceptsGzip { try text(CURLOPT_ACCEPT_ENCODING, "gzip") }
        if !exchange.request.reusesConnection {
            try number(CURLOPT_FRESH_CONNECT, 1)
            try number(CURLOPT_FORBID_REUSE, 1)
        }
    }

    /// Any method with a body is an upload to libcurl, which then asks for bytes and frames them.
    private func setMethod() throws(HTTPClientError) {
        let request = exchange.request
        switch request.body {
        case .none where request.method == "HEAD":
            return try number(CURLOPT_NOBODY, 1)
        case .none where !["POST", "PUT", "PATCH"].contains(request.method):
            try number(CURLOPT_HTTPGET, 1)
        case .none:
            try upload(of: 0)
        case .bytes(let bytes):
            try upload(of: bytes.count)
        case .stream(let producer):
            try upload(of: producer.length ?? -1)
        }
        try text(CURLOPT_CUSTOMREQUEST, request.method)
    }

    private func upload(of length: Int) throws(HTTPClientError) {
        try number(CURLOPT_UPLOAD, 1)
        try check(shim_setopt_offset(easy, CURLOPT_INFILESIZE_LARGE, Int(length)))
    }

    private func setHeaders(_ configuration: HTTPTransportConfiguration) throws(HTTPClientError) {
        let headers = exchange.request.headers
        if headers["User-Agent"] == nil { try text(CURLOPT_USERAGENT, configuration.userAgent) }
        // Waiting for "100 Continue" costs a second with the many servers that do not know it.
        var lines = ["Expect:"]
        for field in headers.fields {
            lines.append(field.value.isEmpty ? "\(field.name);" : "\(field.name): \(field.value)")
        }
        for line in lines {
            guard let longer = curl_slist_append(headerList, line) else { return try check(CURLE_OUT_OF_MEMORY) }
            headerList = longer
        }
        shim_setopt_pointer(easy, CURLOPT_HTTPHEADER, headerList)
    }

    private func text(_ option: CURLoption, _ value: String) throws(HTTPClientError) {
        try check(shim_setopt_string(easy, option, value))
    }

    private func number(_ option: CURLoption, _ value: Int) throws(HTTPClientError) {
        try check(shim_setopt_long(easy, option, value))
    }

    private func check(_ code: CURLcode) throws(HTTPClientError) {
        guard code != CURLE_OK else { return }
        throw exchange.error(.other, String(cString: curl_easy_strerror(code)), curlCode: Int(code.rawValue))
    }
}
