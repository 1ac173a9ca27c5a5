/// What the program lets a browser keep for it, in a cookie: sealed for one use of one organization, until a time.
extension Customer {
    /// - Returns: base64url.
    package func sealForBrowser(_ bytes: [UInt8], for use: BrowserUse, until end: Int64) throws -> String {
        var plain: [UInt8] = []
        plain.appendVarint(UInt64(max(0, end)))
        plain.append(contentsOf: bytes)
        return Base64URL.encode(try Sealing.seal(plain, at: place(use), with: keys.data))
    }

    /// nil for what was altered, is for another use or organization, or has ended.
    package func openFromBrowser(_ sealed: String, for use: BrowserUse) -> [UInt8]? {
        guard let bytes = Base64URL.decode(sealed.utf8),
            let plain = try? Sealing.open(bytes, at: place(use), with: keys.data)
        else { return nil }
        var reader = ByteReader(plain)
        guard let end = try? reader.varint(), end > UInt64(max(0, clock.now)) else { return nil }
        return reader.rest
    }

    private func place(_ use: BrowserUse) -> SealedPlace {
        switch use {
        case .openID: SealedPlace("cookie.openid", organization: organization.id, owner: organization.id)
        }
    }
}

package enum BrowserUse: Sendable {
    /// The attempt to sign in at the employer's provider.
    case openID
}
