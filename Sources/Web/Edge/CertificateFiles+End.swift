import NIOSSL

extension CertificateFiles {
    /// When the certificate that the chain begins with ends, milliseconds UTC; nil where it cannot be read.
    package func end() -> Int64? {
        guard let first = try? NIOSSLCertificate.fromPEMFile(chain).first else { return nil }
        return Int64(first.notValidAfter) * 1_000
    }
}
