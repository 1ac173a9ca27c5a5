/// How the client reaches a provider: one closure, which the program connects to its one door out.
///
/// The closure follows no redirect, bounds the answer by ``OpenIDRequest/answerBytesMax``, ends in a bounded time,
/// and throws a `Failure` where there is no answer.
package struct OpenIDTransport: Sendable {
    package let fetch: @Sendable (OpenIDRequest) async throws -> OpenIDResponse

    package init(_ fetch: @escaping @Sendable (OpenIDRequest) async throws -> OpenIDResponse) {
        self.fetch = fetch
    }
}

/// A request to a provider. Concealed: its headers and body may hold the client secret and a code.
package struct OpenIDRequest: Sendable, Concealed {
    package enum Method: String, Sendable {
        case get = "GET"
        case post = "POST"
    }

    package let method: Method
    package let url: String
    package let headers: [(String, String)]
    package let body: [UInt8]
    /// A longer answer is refused.
    package let answerBytesMax: Int

    static func get(_ url: String, answerBytesMax: Int) -> OpenIDRequest {
        OpenIDRequest(
            method: .get, url: url, headers: [("Accept", "application/json")], body: [], answerBytesMax: answerBytesMax)
    }

    static func form(
        _ parameters: [(String, String)], to url: String, headers: [(String, String)], answerBytesMax: Int
    ) -> OpenIDRequest {
        let usual = [("Accept", "application/json"), ("Content-Type", "application/x-www-form-urlencoded")]
        return OpenIDRequest(
            method: .post, url: url, headers: usual + headers, body: Array(FormEncoding.pairs(parameters).utf8),
            answerBytesMax: answerBytesMax)
    }
}

/// What a provider answered. Concealed: its body may hold tokens.
package struct OpenIDResponse: Sendable, Concealed {
    package let status: Int
    /// Names in any case; the client reads none of them.
    package let headers: [(String, String)]
    package let body: [UInt8]

    package init(status: Int, headers: [(String, String)] = [], body: [UInt8]) {
        self.status = status
        self.headers = headers
        self.body = body
    }
}

extension OpenIDTransport {
    /// - Throws: `OpenIDRefusal.documentSize` for a longer answer than was asked for, and what the closure throws.
    func answer(to request: OpenIDRequest) async throws -> OpenIDResponse {
        let response = try await fetch(request)
        guard response.body.count <= request.answerBytesMax else { throw OpenIDRefusal.documentSize }
        return response
    }

    /// A JSON object from an address of the provider.
    func document(_ url: String, bytesMax: Int) async throws -> StrictJSON {
        let response = try await answer(to: .get(url, answerBytesMax: bytesMax))
        guard response.status == 200 else {
            throw response.status >= 500 ? OpenIDRefusal.providerUnavailable : OpenIDRefusal.documentStatus
        }
        guard let document = StrictJSON(parsing: response.body), document.isObject else {
            throw OpenIDRefusal.documentMalformed
        }
        return document
    }
}
