import Hummingbird

/// What handlers know besides the request.
struct EdgeRequestContext: RequestContext {
    var coreContext: CoreRequestContextStorage

    /// Largest JSON body that is read, in bytes. Audio has its own way in.
    var maxUploadSize: Int { 1024 * 1024 }

    init(source: ApplicationRequestContextSource) {
        coreContext = CoreRequestContextStorage(source: source)
    }
}
