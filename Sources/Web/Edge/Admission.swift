import Domain
import HTTPTypes
import Hummingbird

/// Who may ask now, decided before any database is touched, and what an answer says about who asked.
///
/// | Address | Before | After |
/// |---|---|---|
/// | files, health | – | – |
/// | doors | one from the address's general limit | – |
/// | signing in | a page asked for; one from it; some wrong credentials left | 401, 404, 410: one wrong credential |
/// | rooms | one from it, unless the cookie was right lately | 2xx, 3xx: it is right; 401: no longer |
/// | SCIM, OAuth, API, metrics | the same, and some wrong credentials left | the same; 401: one wrong credential |
///
/// So the limits of an address never slow down those who are signed in and directories that send, however many share the
/// address; and whoever tries wrong credentials is told to wait before a database is asked about the next. Wrong ones
/// are counted for each address and organization: who is refused at one is not at another.
///
/// A picture or frame on a foreign page makes its readers' browsers ask whatever it likes from where they are. Nothing
/// of that counts as their guess (Fetch Metadata Request Headers, section 2).
struct Admission: Sendable {
    /// Fetch Metadata Request Headers, section 2.1: what a browser will use the answer as.
    private static let fetchDestination = HTTPField.Name("Sec-Fetch-Dest")
    /// Section 2.3: how far from here the page is that makes a browser ask.
    private static let fetchSite = HTTPField.Name("Sec-Fetch-Site")

    let limits: Limits

    /// One request's standing between the two looks at it.
    struct Pass: Sendable {
        fileprivate let address: ClientAddress
        fileprivate let precinct: Precinct
        /// What is guessed there, and whose it is; nil where nothing is.
        fileprivate let guess: Guess?
        fileprivate let credential: KeyedHash?
        fileprivate let isKnown: Bool
    }

    /// What is guessed, and the organization whose it is.
    fileprivate struct Guess: Sendable {
        let trial: Limits.Trial
        let place: [UInt8]
    }

    /// - Throws: `Failure.limit` for whoever has to wait, `.notFound` where a foreign page has a browser try credentials.
    func admit(_ request: Request, _ precinct: Precinct, from address: ClientAddress) throws(Failure) -> Pass {
        let guess = Self.guess(request, precinct)
        if let guess, Self.isEmbedded(request, guess.trial) {
            throw Failure.notFound("There is nothing at this address.")
        }
        let credential = credential(of: request, precinct)
        let isKnown = credential.map(limits.knows) ?? false
        if precinct != .open, precinct != .health, !isKnown {
            try limits.take(.address(address))
            if let guess { try limits.require(.failures(address, guess.trial, at: guess.place)) }
        }
        return Pass(address: address, precinct: precinct, guess: guess, credential: credential, isKnown: isKnown)
    }

    func settle(_ pass: Pass, _ status: HTTPResponse.Status) {
        if let guess = pass.guess, Self.isWrong(status.code, guess.trial) {
            limits.failed(pass.address, guess.trial, at: guess.place)
        }
        guard let credential = pass.credential else { return }
        switch status.code {
        case 401: if pass.isKnown { limits.forget(credential) }
        case 200..<400: limits.remember(credential)
        default: break
        }
    }

    private static func guess(_ request: Request, _ precinct: Precinct) -> Guess? {
        let trial: Limits.Trial
        switch precinct {
        case .signIn: trial = .signIn
        case .scim, .machine: trial = .token
        case .open, .health, .door, .room: return nil
        }
        return Guess(trial: trial, place: place(request.uri.path))
    }

    /// `havn` of `/o/havn/…`, `/oauth/havn/…`, `/scim/v2/havn/…` and `/api/v1/havn/…`, however it is spelt; of other
    /// addresses their first part.
    private static func place(_ path: String) -> [UInt8] {
        let parts = path.utf8.split(separator: UInt8(ascii: "/"), maxSplits: 3).prefix(3).map { Array($0) }
        guard let first = parts.first else { return [] }
        let index =
            switch String(decoding: first, as: UTF8.self) {
            case "o", "oauth": 1
            case "scim", "api": 2
            default: 0
            }
        let slug = index < parts.count ? parts[index] : first
        return Array(PercentDecoding.decode(slug).lowercased().utf8)
    }

    /// Whether a browser asks for a part of some page. Those who sign in ask for a page; those with tokens are no foreign
    /// pages.
    private static func isEmbedded(_ request: Request, _ trial: Limits.Trial) -> Bool {
        guard let name = fetchDestination, let kind = request.headers[values: name].first, kind != "document" else {
            return false
        }
        switch trial {
        case .signIn: return true
        case .token:
            let from = fetchSite.flatMap { request.headers[values: $0].first }
            return from == "cross-site" || from == "same-site"
        }
    }

    private static func isWrong(_ status: Int, _ trial: Limits.Trial) -> Bool {
        status == 401 || trial == .signIn && (status == 404 || status == 410)
    }

    /// What the request shows, bound to the organization that it is shown to; nil where nothing is shown, or where what is
    /// shown does not matter.
    private func credential(of request: Request, _ precinct: Precinct) -> KeyedHash? {
        let shown: [String]
        switch precinct {
        case .room: shown = request.headers[values: .cookie]
        case .scim, .machine: shown = request.headers[values: .authorization]
        case .open, .health, .door, .signIn: return nil
        }
        guard !shown.isEmpty else { return nil }
        let place = request.uri.path.utf8.split(separator: UInt8(ascii: "/"), maxSplits: 3).prefix(3)
        return limits.credential(place.map { Array($0) } + shown.map { Array($0.utf8) })
    }
}
