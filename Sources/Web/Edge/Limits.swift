package import Domain

/// How much one caller may ask for.
package struct RateSettings: Sendable {
    /// Requests a second from one address that show no credential known to be right; twice that can be saved up.
    package var addressPerSecond = 200
    /// Wrong credentials a minute from one address; twice that can be saved up.
    package var failuresPerMinute = 20
    /// Links asked for in a minute from one address, for whomever; twice that can be saved up.
    package var linksPerMinute = 20
    /// What is done to one account in an hour: links asked for from one address, codes tried; half of it can be saved up.
    package var accountPerHour = 20

    package init() {}
}

/// Limits by address, account and organization, in constant memory: about 7 MiB, whoever asks for whatever.
///
/// Addresses stand here as hashes under a secret of this process, and go with it (promise D3).
package final class Limits: Sendable {
    /// What is counted.
    package enum Key: Sendable {
        /// Requests that show no credential known to be right; IPv4 by address, IPv6 by /64.
        case address(ClientAddress)
        /// Wrong credentials that an address tried at one place: another organization's are none of this one's.
        /// - Parameter at: bytes that name the organization; not kept.
        case failures(ClientAddress, Trial, at: [UInt8])
        /// Links asked for from an address, for whomever.
        case asking(ClientAddress)
        /// Links asked for from an address for one account, whose domain an organization has.
        /// - Parameter 0: bytes that name the account; not kept.
        case link([UInt8], ClientAddress)
        /// As `link`, for an account of a domain that no organization has: anyone can make up any number of those.
        case nobodysLink([UInt8], ClientAddress)
        /// Codes tried for one account, from wherever. Who tries has a login.
        /// - Parameter 0: bytes that name the account; not kept.
        case code([UInt8])
        /// Mails asked for at one organization without a login. 200 at once, then 20 a second.
        case organization(UUIDValue)
        /// Foreign addresses that one organization's administrators have the server ask. 10 at once, then 10 a minute.
        case fetching(UUIDValue)
    }

    /// What was tried: someone's broken directory connection must not keep colleagues from signing in.
    package enum Trial: UInt8, Sendable {
        case signIn = 1
        /// Bearer tokens and client secrets.
        case token = 2
    }

    /// Wrong credentials can be under way on as many connections as an address may have before the first is counted:
    /// all of them have to be paid for.
    private static let failuresUnderWayMax = 256

    private let secret = KeyedHash.Secret()
    private let addresses: RateTable
    private let failures: RateTable
    private let askings: RateTable
    private let links: RateTable
    private let nobodysLinks: RateTable
    private let codes: RateTable
    private let fetchings = RateTable(tokens: 10, seconds: 60, burst: 10, sets: 4_096)
    private let organizations = RateTable(tokens: 20, seconds: 1, burst: 200, sets: 4_096)
    private let known = KnownCredentials(sets: 16_384)
    private let now: @Sendable () -> Int64

    /// - Parameter now: microseconds of a clock that never goes back; nil for the machine's.
    package init(_ settings: RateSettings, now: (@Sendable () -> Int64)? = nil) {
        let perSecond = settings.addressPerSecond
        addresses = RateTable(tokens: Double(perSecond), seconds: 1, burst: 2 * perSecond, sets: 65_536)
        failures = RateTable(
            tokens: Double(settings.failuresPerMinute), seconds: 60, burst: 2 * settings.failuresPerMinute,
            debt: Self.failuresUnderWayMax, sets: 65_536)
        askings = RateTable(
            tokens: Double(settings.linksPerMinute), seconds: 60, burst: 2 * settings.linksPerMinute, sets: 16_384)
        func accounts(sets: Int) -> RateTable {
            RateTable(
                tokens: Double(settings.accountPerHour), seconds: 3_600, burst: max(1, settings.accountPerHour / 2),
                sets: sets)
        }
        // One table each: who fills one with made-up names leaves the others as they are.
        links = accounts(sets: 32_768)
        nobodysLinks = accounts(sets: 8_192)
        codes = accounts(sets: 16_384)
        if let now {
            self.now = now
        } else {
            let start = ContinuousClock.now
            self.now = {
                let (seconds, attoseconds) = (ContinuousClock.now - start).components
                return seconds * 1_000_000 + attoseconds / 1_000_000_000_000
            }
        }
    }

    /// Bytes that all tables take, now and always.
    package var bytes: Int {
        [addresses, failures, askings, links, nobodysLinks, codes, organizations, fetchings]
            .reduce(known.bytes) { $0 + $1.bytes }
    }

    /// Takes from what the key may ask for.
    /// - Throws: `Failure.limit` with the seconds to wait; then nothing was taken.
    package func take(_ key: Key, cost: Int = 1) throws(Failure) {
        try refuse(table(key).take(hash(key), cost: cost, at: now()), key)
    }

    /// As ``take(_:cost:)``, without taking.
    package func require(_ key: Key, cost: Int = 1) throws(Failure) {
        try refuse(table(key).look(hash(key), cost: cost, at: now()), key)
    }

    /// Counts a wrong credential from that address.
    /// - Parameter place: bytes that name the organization; not kept.
    package func failed(_ address: ClientAddress, _ trial: Trial = .signIn, at place: [UInt8] = []) {
        failures.charge(hash(.failures(address, trial, at: place)), at: now())
    }

    private func table(_ key: Key) -> RateTable {
        switch key {
        case .address: addresses
        case .failures: failures
        case .asking: askings
        case .link: links
        case .nobodysLink: nobodysLinks
        case .code: codes
        case .organization: organizations
        case .fetching: fetchings
        }
    }

    private func hash(_ key: Key) -> KeyedHash {
        switch key {
        case .address(let address): secret.hash(0, [Self.bytes(address)])
        case .failures(let address, let trial, let place): secret.hash(trial.rawValue, [Self.bytes(address), place])
        case .code(let name): secret.hash(3, [name])
        case .organization(let id), .fetching(let id): secret.hash(4, [Array(id.description.utf8)])
        case .asking(let address): secret.hash(6, [Self.bytes(address)])
        case .link(let name, let address), .nobodysLink(let name, let address):
            secret.hash(7, [name, Self.bytes(address)])
        }
    }

    private static func bytes(_ address: ClientAddress) -> [UInt8] {
        let network = address.network
        return [network.high, network.low].flatMap { half in withUnsafeBytes(of: half) { Array($0) } }
    }

    private func refuse(_ wait: Int64?, _ key: Key) throws(Failure) {
        guard let wait else { return }
        let seconds = Int((wait + 999_999) / 1_000_000)
        let reason =
            switch key {
            case .address: "Too many requests from this address"
            case .failures: "Too many wrong links, codes or tokens from this address"
            case .asking: "Too many links asked for from this address"
            case .link, .nobodysLink, .code: "Too many attempts for this account"
            case .organization, .fetching: "Too many attempts at this organization"
            }
        throw Failure(.limit(retryAfter: seconds), "\(reason); wait \(seconds) s and try again.")
    }
}

// MARK: - Credentials known to be right

extension Limits {
    /// A credential as it stands in memory here.
    /// - Parameter parts: where it is shown, and what is shown.
    func credential(_ parts: [[UInt8]]) -> KeyedHash { secret.hash(5, parts) }

    func knows(_ credential: KeyedHash) -> Bool { known.knows(credential, at: now()) }

    func remember(_ credential: KeyedHash) { known.remember(credential, at: now()) }

    func forget(_ credential: KeyedHash) { known.forget(credential) }
}
