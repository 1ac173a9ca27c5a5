import Domain
import HTTPTypes
import Hummingbird
import NIOCore

/// What everyone may read: what we promise, and whether it is kept.
///
/// | Method | Path | Answer |
/// |---|---|---|
/// | GET | /policy, /policy/{version} | the privacy policy; 404 for a version that there is not |
/// | GET | /policy.txt | its text, of which its hash is |
/// | GET | /trust | each promise with its proof |
/// | GET | /trust.json | the same as JSON |
struct PolicyRoutes: Sendable {
    let platform: Platform
    let contact: String?
    let errors: ErrorAnswers

    func register(on router: Router<WebContext>) {
        on(router, .policy(anchor: nil)) { _, _ in policyPage }
        on(router, .policyVersion("")) { _, context in
            guard try context.parameters.require("version") == "\(platform.policy.version)" else {
                throw Failure.notFound("There is no such version of the privacy policy.")
            }
            return policyPage
        }
        on(router, .policyText) { _, _ in
            Self.answer(Array(platform.policy.text.utf8), "text/plain; charset=utf-8")
        }
        on(router, .trust(anchor: nil)) { _, _ in
            Response(page: TrustPage(report: try await platform.trust()).html(.english))
        }
        on(router, .trustJSON) { _, _ in
            Self.answer(TrustJSON(report: try await platform.trust()).bytes, "application/json")
        }
    }

    private var policyPage: Response {
        Response(page: PolicyPage(policy: platform.policy, contact: contact).html(.english))
    }

    private static func answer(_ bytes: [UInt8], _ type: String) -> Response {
        Response(
            status: .ok, headers: [.contentType: type, .cacheControl: "no-store"],
            body: .init(byteBuffer: ByteBuffer(bytes: bytes)))
    }

    private func on(
        _ router: Router<WebContext>, _ address: Address,
        _ handler: @escaping @Sendable (Request, WebContext) async throws -> Response
    ) {
        router.get(RouterPath(address.pattern)) { request, context in
            do {
                return try await handler(request, context)
            } catch {
                let (failure, reference) = errors.answer(to: error)
                return ErrorPage.response(failure, reference: reference, for: request)
            }
        }
    }
}
