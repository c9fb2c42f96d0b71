import HTTPTypes
import Hummingbird
import NIOCore

/// `GET /api/openapi.yaml`: what this API is, for programs and for those who write them.
struct DescriptionRoutes {
    func add(to table: RouteTable) {
        let document = ByteBuffer(bytes: PackageResources.openapi_yaml)
        table.read("/api/openapi.yaml", for: .everyone) { _, _ in
            Response(
                status: .ok,
                headers: [.contentType: "application/yaml", .contentLength: "\(document.readableBytes)"],
                body: ResponseBody(byteBuffer: document))
        }
    }
}
