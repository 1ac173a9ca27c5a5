/// What the browser brought back from the provider (RFC 6749, section 4.1.2; RFC 9207).
struct OpenIDAnswer: Sendable, Concealed {
    private static let countMax = 32
    private static let valueBytesMax = 4_096

    private let values: [[UInt8]: String]

    /// - Parameter parameters: names and values of the query, decoded.
    /// - Throws: `OpenIDRefusal.parameterRepeated` for a name that is there twice, whichever it is; `.parameterSize`.
    init(_ parameters: [(String, String)]) throws(OpenIDRefusal) {
        guard parameters.count <= Self.countMax else { throw .parameterSize }
        var values: [[UInt8]: String] = [:]
        for (name, value) in parameters {
            guard value.utf8.count <= Self.valueBytesMax else { throw .parameterSize }
            guard values.updateValue(value, forKey: Array(name.utf8)) == nil else { throw .parameterRepeated }
        }
        self.values = values
    }

    private func value(_ name: String) -> String? { values[Array(name.utf8)] }

    func checkState(_ state: String) throws(OpenIDRefusal) {
        guard value("state")?.isExactlyInConstantTime(state) ?? false else { throw .parameterState }
    }

    /// RFC 9207, section 2.4: before anything of the answer is used, its errors included.
    func checkIssuer(_ metadata: OpenIDMetadata) throws(OpenIDRefusal) {
        guard let issuer = value("iss") else {
            if metadata.namesIssuerInAnswers { throw .parameterIssuerMissing }
            return
        }
        guard issuer.isExactly(metadata.issuer) else { throw .parameterIssuer }
    }

    /// - Throws: an `OpenIDRefusal` of the group `answer` where the provider sent an error; `.parameterCode` where it
    ///   sent neither.
    func code() throws(OpenIDRefusal) -> String {
        if let error = value("error") { throw Self.refusal(error) }
        guard let code = value("code"), code.isPrintableASCII(countMax: Self.valueBytesMax) else {
            throw .parameterCode
        }
        return code
    }

    private static func refusal(_ error: String) -> OpenIDRefusal {
        switch error {
        case "access_denied": .answerDenied
        case "login_required", "interaction_required", "account_selection_required", "consent_required":
            .answerInteraction
        case "invalid_request", "unauthorized_client", "unsupported_response_type", "invalid_scope": .answerRequest
        case "server_error", "temporarily_unavailable": .providerUnavailable
        default: .answerUnknown
        }
    }
}
