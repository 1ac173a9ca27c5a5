import Domain

extension BrowserKind {
    private static let bytesMax = 512

    /// What a `User-Agent` says, as far as we keep it: whoever lies there hurts only the list of its own logins.
    init(userAgent: String?) {
        let bytes = Array((userAgent ?? "").utf8.prefix(Self.bytesMax))
        func says(_ word: StaticString) -> Bool {
            word.withUTF8Buffer { word in
                bytes.indices.contains { bytes[$0...].starts(with: word) }
            }
        }
        // Each names the ones before it, too.
        let family: Family =
            says("Edg/") || says("EdgA/") || says("EdgiOS/")
            ? .edge
            : says("Firefox/") || says("FxiOS/")
                ? .firefox : says("Chrome/") || says("CriOS/") ? .chrome : says("Safari/") ? .safari : .other
        let platform: Platform =
            says("Android")
            ? .android
            : says("iPhone") || says("iPad")
                ? .ios : says("Windows") ? .windows : says("Mac OS X") ? .macos : says("Linux") ? .linux : .other
        self.init(family: family, platform: platform)
    }
}
