import Domain
import HTTPTypes
import Hummingbird

/// Who may ask now, decided before any database is touched, and what an answer says about who asked.
///
/// | Address | Before | After |
/// |---|---|---|
/// | files, health | – | – |
/// | doors | one from the address's general limit | – |
/// | signing in | one from it; some wrong credentials left | 401, 404, 410: one wrong credential |
/// | rooms | one from it, unless the cookie was right lately | 2xx, 3xx: it is right; 401: no longer |
/// | SCIM, OAuth, API, metrics | the same, and some wrong credentials left | the same; 401: one wrong credential |
///
/// So the limits of an address never slow down those who are signed in and directories that send, however many share the
/// address; and whoever tries wrong credentials is told to wait before a database is asked about the next.
struct Admission: Sendable {
    let limits: Limits

    /// One request's standing between the two looks at it.
    struct Pass: Sendable {
        fileprivate let address: ClientAddress
        fileprivate let precinct: Precinct
        fileprivate let credential: KeyedHash?
        fileprivate let isKnown: Bool
    }

    /// - Throws: `Failure.limit` for whoever has to wait.
    func admit(_ request: Request, _ precinct: Precinct, from address: ClientAddress) throws(Failure) -> Pass {
        let credential = credential(of: request, precinct)
        let isKnown = credential.map(limits.knows) ?? false
        if precinct != .open, precinct != .health, !isKnown {
            try limits.take(.address(address))
            if let trial = Self.trial(precinct) { try limits.require(.failures(address, trial)) }
        }
        return Pass(address: address, precinct: precinct, credential: credential, isKnown: isKnown)
    }

    func settle(_ pass: Pass, _ status: HTTPResponse.Status) {
        if let trial = Self.trial(pass.precinct), Self.isWrong(status.code, trial) {
            limits.failed(pass.address, trial)
        }
        guard let credential = pass.credential else { return }
        switch status.code {
        case 401: if pass.isKnown { limits.forget(credential) }
        case 200..<400: limits.remember(credential)
        default: break
        }
    }

    private static func trial(_ precinct: Precinct) -> Limits.Trial? {
        switch precinct {
        case .signIn: .signIn
        case .scim, .machine: .token
        case .open, .health, .door, .room: nil
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
