internal import CLibcurl
internal import Glibc

/// One attempt on its way: queued, run on the egress thread, settled once. What it says and understands is its subclass's.
///
/// `@unchecked Sendable`: `phase` and `continuation` are touched under the queue's lock; everything else that changes
/// belongs to the egress thread from the start of the transfer until its continuation resumes, and to the caller then.
class Transfer: @unchecked Sendable {
    enum Phase { case made, waiting, running, settled }

    let id: UInt64
    let recipient: Recipient
    let purpose: PurposeName
    let origin: Origin
    let limits: EgressLimits
    let rules: EgressRules
    let enteredAt = Libcurl.milliseconds

    final var phase = Phase.made
    final var isCancelled = false
    final var continuation: UnsafeContinuation<Void, any Error>?

    final var easy: EasyHandle?
    /// Found out in a callback, before libcurl says that the transfer failed.
    final var cause: EgressCause?
    final var bytesIn = 0
    /// Those of the loop that carries it; set as it starts.
    final var sockets: OpenSockets?
    private final var hasOpenedSocket = false
    private final var wasRefusedAddress = false

    init(
        id: UInt64, recipient: Recipient, purpose: PurposeName, origin: Origin, limits: EgressLimits, rules: EgressRules
    ) {
        self.id = id
        self.recipient = recipient
        self.purpose = purpose
        self.origin = origin
        self.limits = limits
        self.rules = rules
    }

    final var deadline: Int64 { enteredAt + Int64(limits.wholeMilliseconds) }

    // MARK: - For subclasses

    /// Sets what is particular to the protocol.
    func configure(_ easy: EasyHandle) throws {}

    /// Takes one header line, or one line of a mail server.
    /// - Returns: false to end the transfer; `cause` says why.
    func takeLine(_ line: UnsafeRawBufferPointer) -> Bool { true }

    /// Takes a part of the body; false as for lines.
    func takeBody(_ part: UnsafeRawBufferPointer) -> Bool { true }

    /// Gives the next part of what is sent, by writing it to `place`.
    /// - Returns: how much; 0 at the end.
    func giveBody(to place: UnsafeMutableRawBufferPointer) -> Int { 0 }

    /// Hears what is said to a mail server, line by line.
    func hear(command: UnsafeRawBufferPointer) {}

    /// What the other side's own answer makes of a transfer that libcurl gave up; nil where it says nothing.
    func refusal() -> (any Error)? { nil }

    /// Of the answer so far.
    var status: Int? { nil }
    var bytesOut: Int { 0 }

    // MARK: - Sockets

    /// Opens the socket to one of the addresses that the name led to, if it may be opened. What is checked here is what
    /// is connected to: a name cannot lead elsewhere in between.
    final func openSocket(_ address: UnsafePointer<curl_sockaddr>) -> Int32 {
        guard
            let found = NetworkAddress(
                socketAddress: socket_address(address), length: Int(address.pointee.addrlen)),
            isAllowed(found)
        else {
            wasRefusedAddress = true
            return -1
        }
        let descriptor = socket(
            address.pointee.family, address.pointee.socktype | Int32(SOCK_CLOEXEC.rawValue), address.pointee.protocol)
        if descriptor >= 0 {
            sockets?.opened(descriptor, for: id)
            hasOpenedSocket = true
        }
        return descriptor
    }

    /// Lets nothing more come in.
    final func stopListening() { sockets?.stopListening(for: id) }

    private func isAllowed(_ address: NetworkAddress) -> Bool {
        guard rules.listed.contains(origin) else { return address.isPublic }
        // `localhost` gets by without TLS because it is this machine; so it has to be.
        return !origin.isLoopback || address.isLoopback
    }

    // MARK: - The end

    /// Why libcurl gave up; nil where it did not.
    final func cause(of code: CURLcode) -> EgressCause? {
        if code == CURLE_OK { return nil }
        if let cause { return cause }
        return switch code {
        case CURLE_COULDNT_RESOLVE_HOST: .resolve
        case CURLE_COULDNT_CONNECT: wasRefusedAddress && !hasOpenedSocket ? .address : .connect
        case CURLE_OPERATION_TIMEDOUT: .time
        case CURLE_PEER_FAILED_VERIFICATION, CURLE_SSL_CONNECT_ERROR, CURLE_SSL_CACERT_BADFILE, CURLE_SSL_CERTPROBLEM,
            CURLE_SSL_CIPHER, CURLE_SSL_ISSUER_ERROR, CURLE_USE_SSL_FAILED:
            .tls
        case CURLE_OUT_OF_MEMORY, CURLE_FAILED_INIT: .stopped
        default: .answer
        }
    }
}
