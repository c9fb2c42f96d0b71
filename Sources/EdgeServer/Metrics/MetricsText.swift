/// Figures in Prometheus' text format, version 0.0.4. Thirty lines do for a dozen series what an exporter with its
/// registry, labels and factories would do; there is no label whose values a client chooses.
struct MetricsText {
    private(set) var text = ""

    /// `Content-Type` of the format.
    static let mediaType = "text/plain; version=0.0.4; charset=utf-8"

    /// A value that only grows.
    mutating func counter(_ name: String, _ help: String, _ samples: [(labels: String, value: Int)]) {
        family(name, help, "counter")
        for sample in samples { text += "\(name)\(sample.labels) \(sample.value)\n" }
    }

    /// A value that goes up and down.
    mutating func gauge(_ name: String, _ help: String, _ value: Double) {
        family(name, help, "gauge")
        text += "\(name) \(value)\n"
    }

    /// - Parameters:
    ///   - counts: of each bucket alone, the last for what is above all bounds.
    ///   - bounds: milliseconds.
    ///   - sum: milliseconds.
    mutating func histogram(_ name: String, _ help: String, counts: [Int], bounds: [Int], sum: Int) {
        family(name, help, "histogram")
        var total = 0
        for (bound, count) in zip(bounds, counts) {
            total += count
            text += "\(name)_bucket{le=\"\(Double(bound) / 1000)\"} \(total)\n"
        }
        total += counts.last ?? 0
        text += "\(name)_bucket{le=\"+Inf\"} \(total)\n\(name)_sum \(Double(sum) / 1000)\n\(name)_count \(total)\n"
    }

    private mutating func family(_ name: String, _ help: String, _ type: String) {
        text += "# HELP \(name) \(help)\n# TYPE \(name) \(type)\n"
    }
}
