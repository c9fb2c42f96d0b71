import Foundation
import Testing

@testable import EdgeServer

@Suite(.timeLimit(.minutes(5))) struct MetricsTests {
    private let folder: SiteFolder

    init() throws {
        folder = try SiteFolder()
        try folder.write("media/song.mp3", SiteFolder.counting(100_000))
    }

    @Test("Figures count what was asked for, by both ways, and name nothing of it")
    func figures() async throws {
        try await withEdge(folder) { edge async throws in
            for range in ["bytes=0-9", "bytes=0-9,20-29", "bytes=999999-", "lines=1"] {
                _ = try await edge.request("GET", "/media/song.mp3", ["Range: \(range)"])
            }
            let plain = try await edge.connect()
            try await plain.send("GET", "/media/song.mp3", ["Range: bytes=10-19"])
            _ = try await plain.response()
            _ = try await edge.request("GET", "/a/secrettoken/x.mp3")
            _ = try await edge.request("GET", "/nothing?secret")
            let response = try await edge.request("GET", "/metrics")
            #expect(response.status == 200 && response["Content-Type"] == MetricsText.mediaType)
            let text = response.text
            for line in [
                #"edge_responses_total{kind="media",status="2xx"} 4"#,
                #"edge_responses_total{kind="media",status="4xx"} 1"#,
                #"edge_responses_total{kind="link",status="4xx"} 1"#,
                #"edge_responses_total{kind="page",status="4xx"} 1"#,
                #"edge_range_requests_total{outcome="single"} 2"#, #"edge_range_requests_total{outcome="multiple"} 1"#,
                #"edge_range_requests_total{outcome="unsatisfiable"} 1"#,
                #"edge_range_requests_total{outcome="whole"} 1"#,
                "edge_aborted_total 0", "edge_refused_connections_total 0", "edge_first_byte_seconds_count 7",
            ] {
                #expect(text.contains(line + "\n"), "\(line)\n\(text)")
            }
            #expect(!text.contains("secret") && text.contains("process_resident_memory_bytes "))
            await plain.close()
        }
    }

    @Test("Nobody from outside reads them without the token")
    func access() async throws {
        let outside = "X-Forwarded-For: 203.0.113.1"
        try await withEdge(folder) { edge async throws in
            #expect(try await edge.request("GET", "/metrics", [outside]).status == 404)
            #expect(try await edge.request("GET", "/metrics", [outside, "Authorization: Bearer "]).status == 404)
        }
        let token = "0123456789abcdef"
        try await withEdge(folder, configure: { $0.metricsToken = token }) { edge async throws in
            #expect(
                try await edge.request("GET", "/metrics", [outside, "Authorization: Bearer \(token)"]).status == 200)
            #expect(
                try await edge.request("GET", "/metrics", [outside, "Authorization: Bearer \(token)x"]).status == 404)
            #expect(
                try await edge.request("GET", "/metrics", [outside, "Authorization: Basic \(token)"]).status == 404)
        }
    }

    @Test("An answer that breaks off is counted as such")
    func aborted() async throws {
        try folder.write("media/long.mp3", SiteFolder.counting(30_000_000))
        try await withEdge(folder) { edge async throws in
            let client = try await WireConnection(port: edge.port, receiveBuffer: 4096)
            try await client.send("GET", "/media/long.mp3")
            _ = try await client.receive(until: "\r\n")
            await client.close()
            while try await !edge.request("GET", "/metrics").text.contains("edge_aborted_total 1") {}
            #expect(edge.log.all.contains { $0.contains("aborted=true") && $0.contains("/media/long.mp3") })
        }
    }

    @Test("A histogram counts upwards, and the sum is in seconds")
    func histogram() {
        var text = MetricsText()
        text.histogram("x", "Help.", counts: [1, 0, 2], bounds: [5, 50], sum: 1500)
        #expect(
            text.text == """
                # HELP x Help.
                # TYPE x histogram
                x_bucket{le="0.005"} 1
                x_bucket{le="0.05"} 1
                x_bucket{le="+Inf"} 3
                x_sum 1.5
                x_count 3

                """)
    }
}
