import Domain
import Foundation
import Logging
import NIOSSL
import Synchronization

/// Where the certificate chain and its key lie, as PEM.
package struct CertificateFiles: Sendable, Equatable {
    package let chain: String
    package let key: String

    package init(chain: String, key: String) {
        self.chain = chain
        self.key = key
    }
}

/// The certificate in force. Connections take the one of the moment in which they begin; a new one ends none.
///
/// TLS 1.2 and 1.3, with suites that are forward secret and authenticated (ASVS 12.1.1, 12.1.2; RFC 9325, section 4.2).
final class CertificateStore: Sendable {
    /// What tells a file from its successor, without reading it.
    private struct Stamp: Equatable {
        let inode: UInt64
        let size: Int64
        let seconds: Int64
        let nanoseconds: Int64
    }

    private struct State {
        var context: NIOSSLContext
        var stamps: [Stamp?]
    }

    private static let suites: [NIOTLSCipher] = [
        .TLS_ECDHE_ECDSA_WITH_AES_128_GCM_SHA256, .TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256,
        .TLS_ECDHE_ECDSA_WITH_AES_256_GCM_SHA384, .TLS_ECDHE_RSA_WITH_AES_256_GCM_SHA384,
        .TLS_ECDHE_ECDSA_WITH_CHACHA20_POLY1305_SHA256, .TLS_ECDHE_RSA_WITH_CHACHA20_POLY1305_SHA256,
    ]

    private let files: CertificateFiles
    private let log: Logger
    private let state: Mutex<State>

    /// - Throws: `Failure.unavailable` where the files give no usable certificate.
    init(_ files: CertificateFiles, log: Logger) throws(Failure) {
        self.files = files
        self.log = log
        let stamps = Self.stamps(files)
        state = Mutex(State(context: try Self.load(files), stamps: stamps))
    }

    var current: NIOSSLContext { state.withLock { $0.context } }

    /// Reads the files again where they changed, or in any case. Files that give no usable certificate change nothing but
    /// the log.
    func reload(evenUnchanged: Bool = false) {
        let stamps = Self.stamps(files)
        guard evenUnchanged || state.withLock({ $0.stamps != stamps }) else { return }
        do throws(Failure) {
            let context = try Self.load(files)
            state.withLock { $0 = State(context: context, stamps: stamps) }
            log.info("New connections get the new certificate")
        } catch {
            // Once for each change: a file that is being written is looked at again when it is whole.
            state.withLock { $0.stamps = stamps }
            log.error("The certificate was not renewed; the former one stays", metadata: ["detail": "\(error.message)"])
        }
    }

    private static func load(_ files: CertificateFiles) throws(Failure) -> NIOSSLContext {
        let chain: [NIOSSLCertificateSource]
        do {
            chain = try NIOSSLCertificate.fromPEMFile(files.chain).map { .certificate($0) }
        } catch {
            throw unusable(files.chain, "a chain of certificates, its own first")
        }
        let key: NIOSSLPrivateKey
        do {
            key = try NIOSSLPrivateKey(file: files.key, format: .pem)
        } catch {
            throw unusable(files.key, "a private key without a passphrase")
        }
        var configuration = TLSConfiguration.makeServerConfiguration(
            certificateChain: chain, privateKey: .privateKey(key))
        configuration.minimumTLSVersion = .tlsv12
        configuration.cipherSuiteValues = suites
        configuration.applicationProtocols = ["http/1.1"]
        do {
            return try NIOSSLContext(configuration: configuration)
        } catch {
            throw Failure(
                .unavailable,
                "The key in \(files.key) does not belong to the certificate in \(files.chain); give its own.")
        }
    }

    private static func unusable(_ path: String, _ content: String) -> Failure {
        Failure(.unavailable, "\(path) cannot be read as PEM; give \(content).")
    }

    private static func stamps(_ files: CertificateFiles) -> [Stamp?] {
        [files.chain, files.key].map { path in
            var status = stat()
            // Through links: certificates are often renewed by changing where one leads.
            guard stat(path, &status) == 0 else { return nil }
            return Stamp(
                inode: UInt64(status.st_ino), size: Int64(status.st_size), seconds: Int64(status.st_mtim.tv_sec),
                nanoseconds: Int64(status.st_mtim.tv_nsec))
        }
    }
}
