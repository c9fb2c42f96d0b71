/// What a build is asked to do.
struct BuildOptions: Sendable {
    var content: String
    var templates: String
    var output: String
    /// Where private cards go; never inside ``output``.
    var privateOutput: String
    /// Origin without a final slash.
    var baseURL: String
    var includesDrafts: Bool
    var includesFuture: Bool
    /// Decides which pages lie in the future.
    var today: CalendarDay
    /// How many files are worked on at once.
    var jobs: Int
    /// Whether `.br` and `.gz` siblings are made.
    var compresses = true
    /// Whether warnings fail the build as errors do.
    var warningsAsErrors = false
    /// The file that remembers what this build made; `nil` to look at everything anew each time.
    var cache: String?
}
