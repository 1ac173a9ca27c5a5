import Domain
import HTTPTypes
import Hummingbird

/// A work e-mail as someone typed it.
struct TypedEmail: Sendable, Concealed {
    private static let bytesMax = 320

    let text: String

    /// Nil for what can be nobody's: no name, no domain, spaces within, or longer than an address can be (RFC 5321).
    init?(_ typed: String) {
        let bytes = HeaderParameters.trimmed(Array(typed.utf8.prefix(2 * Self.bytesMax)))
        guard bytes.count <= Self.bytesMax, bytes.allSatisfy({ $0 > 0x20 && $0 != 0x7F }),
            let at = bytes.lastIndex(of: UInt8(ascii: "@")), at != bytes.startIndex, at + 1 != bytes.endIndex
        else { return nil }
        text = String(decoding: bytes, as: UTF8.self)
    }
}

extension Console {
    /// Has a link mailed where somebody active has that address.
    ///
    /// The answer is the same, byte for byte but for the random cookie, whether the person or the organization is known
    /// or not.
    /// - Parameters:
    ///   - customer: nil where no organization has the address's domain.
    ///   - client: whose share of links this is.
    ///   - back: the page with the form.
    /// - Throws: `Failure.limit` where too many links were asked for, for that address or from that network or at that
    ///   organization.
    func mailLink(
        to email: TypedEmail, at customer: Customer?, for request: Request, from client: ClientAddress, back: Address
    ) async throws -> Response {
        // Each before the next: one network alone never closes an organization's door, and no organization's callers
        // fill the table in which the accounts of all of them stand.
        try rates.take(.asking(client))
        if let customer, platform.offersMail { try rates.take(.organization(customer.organization.id)) }
        try rates.take(.link(Array(email.text.lowercased().utf8), from: client, isSomeones: customer != nil))
        let texts = Self.texts(for: request)
        let browser = cookies.asking(in: request.headers) ?? .ofBrowser()
        if let customer, platform.offersMail {
            let organization = customer.organization
            let link = LinkRequest(
                email: email.text, browser: browser,
                address: base + Address.room(slug: organization.slug, .door).path + "/",
                language: texts.language == .german ? .german : .english)
            try await customer.write { tx in try tx.requestSignInLink(link) }
        }
        let page = SignInAskedPage(back: back, isMailed: platform.offersMail)
        var response = Response(page: page.html(in: DoorContext(texts: texts)))
        if platform.offersMail { cookies.set(asking: browser, on: &response.headers) }
        return response
    }
}

extension Secret {
    /// 256 random bits that only one browser's cookie will have.
    static func ofBrowser() -> Secret {
        var generator = SystemRandomNumberGenerator()
        let words = (0..<4).map { _ in UInt64.random(in: .min ... .max, using: &generator) }
        return Secret(presented: words.map { String($0, radix: 36) }.joined(separator: "-"))
    }
}
