package import Domain

/// How much one caller may ask for.
package struct RateSettings: Sendable {
    /// Requests a second from one address that show no credential known to be right; twice that can be saved up.
    package var addressPerSecond = 200
    /// Wrong credentials a minute from one address; twice that can be saved up.
    package var failuresPerMinute = 20
    /// What is done to one account in an hour: links asked for, codes tried; half of it can be saved up.
    package var accountPerHour = 20

    package init() {}
}

/// Limits by address, account and organization, in constant memory: about 6 MiB, whoever asks for whatever.
///
/// Addresses stand here as hashes under a secret of this process, and go with it (promise D3).
package final class Limits: Sendable {
    /// What is counted.
    package enum Key: Sendable {
        /// Requests that show no credential known to be right; IPv4 by address, IPv6 by /64.
        case address(ClientAddress)
        /// Wrong credentials that an address tried.
        case failures(ClientAddress, Trial)
        /// What is done to one account from wherever: links asked for, codes guessed.
        /// - Parameter 0: bytes that name the account, such as a hash of its address; not kept.
        case account([UInt8])
        /// What is done to one organization without a login, such as mails asked for. 200 at once, then 20 a second.
        case organization(UUIDValue)
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
    private let accounts: RateTable
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
        accounts = RateTable(
            tokens: Double(settings.accountPerHour), seconds: 3_600, burst: max(1, settings.accountPerHour / 2),
            sets: 32_768)
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
        [addresses, failures, accounts, organizations].reduce(known.bytes) { $0 + $1.bytes }
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
    package func failed(_ address: ClientAddress, _ trial: Trial = .signIn) {
        table(.failures(address, trial)).charge(hash(.failures(address, trial)), at: now())
    }

    private func table(_ key: Key) -> RateTable {
        switch key {
        case .address: addresses
        case .failures: failures
        case .account: accounts
        case .organization: organizations
        }
    }

    private func hash(_ key: Key) -> KeyedHash {
        switch key {
        case .address(let address): secret.hash(0, [Self.bytes(address)])
        case .failures(let address, let trial): secret.hash(trial.rawValue, [Self.bytes(address)])
        case .account(let name): secret.hash(3, [name])
        case .organization(let id): secret.hash(4, [Array(id.description.utf8)])
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
            case .account: "Too many attempts for this account"
            case .organization: "Too many attempts at this organization"
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
