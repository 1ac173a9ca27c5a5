internal import Crypto
internal import Foundation

/// One line of the ledger: ASCII words between single spaces, ended by a line feed.
///
///     SEQUENCE AT begin PUBLIC-KEY PREVIOUS SIGNATURE
///     SEQUENCE AT erased ORGANIZATION KEY PERSON MONTH UNTIL MARKS PREVIOUS SIGNATURE
///     SEQUENCE AT destroyed ORGANIZATION PREVIOUS SIGNATURE
///     SEQUENCE AT head ORGANIZATION SIZE ROOT PREVIOUS SIGNATURE
///
/// Numbers are decimal, instants milliseconds UTC, ids as usual, bytes base64url. PREVIOUS is the SHA-256 of the line
/// before without its line feed (zeros in the first), SIGNATURE is Ed25519 over `Self.purpose` and the line up to and
/// including PREVIOUS.
struct LedgerLine: Equatable {
    enum Content: Equatable {
        case begin(publicKey: [UInt8])
        /// `marks` are sealed under the month's key.
        case erased(
            organization: UUIDValue, key: UUIDValue, person: UUIDValue, month: Int64, until: Int64, marks: [UInt8])
        case head(LedgerHead)
        /// The end of a contract: all keys of the organization and its database are gone.
        case destroyed(UUIDValue)
    }

    let sequence: Int64
    let at: Int64
    let content: Content
    let previous: [UInt8]

    static let bytesMax = 65_536
    static let purpose = Array("interactive-instructors ledger 1\n".utf8)
    static let noHash = [UInt8](repeating: 0, count: 32)

    /// The line up to its signature, without the space before it.
    var unsigned: [UInt8] {
        var words = [String(sequence), String(at)]
        switch content {
        case .begin(let publicKey): words += ["begin", Base64URL.encode(publicKey)]
        case .erased(let organization, let key, let person, let month, let until, let marks):
            words += ["erased", organization.description, key.description, person.description]
            words += [String(month), String(until), Base64URL.encode(marks)]
        case .destroyed(let organization): words += ["destroyed", organization.description]
        case .head(let head):
            words += ["head", head.organization.description, String(head.size), Base64URL.encode(head.root)]
        }
        words.append(Base64URL.encode(previous))
        return Array(words.joined(separator: " ").utf8)
    }

    /// The whole line without its line feed.
    func signed(by signer: InstallationSigner) throws -> [UInt8] {
        let unsigned = unsigned
        let signature = try signer.sign(Self.purpose + unsigned)
        return unsigned + [UInt8(ascii: " ")] + Array(Base64URL.encode(signature).utf8)
    }

    static func hash(_ line: [UInt8]) -> [UInt8] { [UInt8](SHA256.hash(data: line)) }

    /// Reads a line and its signature; nil for anything but the one spelling of a line, or where the signature is not
    /// by `publicKey`.
    init?(_ line: [UInt8], publicKey: [UInt8]) {
        guard line.count <= Self.bytesMax, let key = try? Curve25519.Signing.PublicKey(rawRepresentation: publicKey),
            let space = line.lastIndex(of: UInt8(ascii: " ")), let signature = Base64URL.decode(line[(space + 1)...]),
            key.isValidSignature(signature, for: Self.purpose + line[..<space])
        else { return nil }
        self.init(unsigned: Array(line[..<space]))
    }

    private init?(unsigned: [UInt8]) {
        let words = unsigned.split(separator: UInt8(ascii: " "), omittingEmptySubsequences: false)
        guard words.count >= 5, let sequence = Self.number(words[0]), let at = Self.number(words[1]),
            let previous = Base64URL.decode(words[words.count - 1]), previous.count == 32,
            let content = Self.content(words[2], words[3..<(words.count - 1)])
        else { return nil }
        self.sequence = sequence
        self.at = at
        self.content = content
        self.previous = previous
        guard self.unsigned == unsigned else { return nil }
    }

    init(sequence: Int64, at: Int64, content: Content, previous: [UInt8]) {
        self.sequence = sequence
        self.at = at
        self.content = content
        self.previous = previous
    }

    private static func content(_ kind: ArraySlice<UInt8>, _ words: ArraySlice<ArraySlice<UInt8>>) -> Content? {
        let words = Array(words)
        switch (String(decoding: kind, as: UTF8.self), words.count) {
        case ("begin", 1):
            guard let key = Base64URL.decode(words[0]), key.count == 32 else { return nil }
            return .begin(publicKey: key)
        case ("erased", 6):
            guard let organization = uuid(words[0]), let key = uuid(words[1]), let person = uuid(words[2]),
                let month = number(words[3]), let until = number(words[4]), let marks = Base64URL.decode(words[5])
            else { return nil }
            return .erased(
                organization: organization, key: key, person: person, month: month, until: until, marks: marks)
        case ("destroyed", 1): return uuid(words[0]).map { .destroyed($0) }
        case ("head", 3):
            guard let organization = uuid(words[0]), let size = number(words[1]), let root = Base64URL.decode(words[2]),
                root.count == 32
            else { return nil }
            return .head(LedgerHead(organization: organization, size: size, root: root))
        default: return nil
        }
    }

    private static func uuid(_ word: ArraySlice<UInt8>) -> UUIDValue? {
        UUIDValue(String(decoding: word, as: UTF8.self))
    }

    /// Digits only; the one spelling is held by comparing the whole line.
    private static func number(_ word: ArraySlice<UInt8>) -> Int64? {
        guard !word.isEmpty, word.count <= 19, word.allSatisfy({ (0x30...0x39).contains($0) }) else { return nil }
        return Int64(String(decoding: word, as: UTF8.self))
    }
}
