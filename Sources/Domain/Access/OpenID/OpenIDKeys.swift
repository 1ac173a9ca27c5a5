/// A provider's key set (RFC 7517, section 5): what can verify, and what is there and cannot.
struct OpenIDKeys: Sendable {
    static let bytesMax = 256 * 1_024
    private static let countMax = 100

    private var usable: [OpenIDKey] = []
    /// Keys that were left out, with the reason: a token that names one is refused by it.
    private var unusable: [(id: String, reason: OpenIDRefusal)] = []

    /// One bad key does not spoil the others: providers publish keys for other uses in the same set.
    init(_ document: StrictJSON) throws(OpenIDRefusal) {
        guard case .array(let keys) = document["keys"], keys.count <= Self.countMax else { throw .keysMalformed }
        for key in keys {
            do {
                usable.append(try OpenIDKey(key))
            } catch {
                if let id = key["kid"]?.text { unusable.append((id, error)) }
            }
        }
    }

    /// The one key that a token's header means.
    ///
    /// - Throws: `OpenIDRefusal.tokenKeyUnknown` where the set may be older than the token; any other refusal is final.
    func key(id: String?, for algorithm: SigningAlgorithm) throws(OpenIDRefusal) -> OpenIDKey {
        let named = usable.filter { key in id == nil || key.id.map { $0.isExactly(id ?? "") } ?? false }
        let fitting = named.filter { $0.fits(algorithm) }
        if let key = fitting.first {
            guard fitting.count == 1 else { throw .tokenKeyAmbiguous }
            return key
        }
        guard let id else { throw .tokenKeyUnknown }
        if !named.isEmpty { throw .tokenKeyKind }
        throw unusable.first { $0.id.isExactly(id) }?.reason ?? .tokenKeyUnknown
    }
}
