import ArgumentParser
import Domain

/// A command on the data of an installation. It is written once and runs in this process, or inside the server that
/// holds the data: all that it needs comes with the context.
protocol PlatformCommand: ParsableCommand {
    var installation: InstallationOptions { get }
    /// Whether it may make a data folder where there is none.
    static var makesData: Bool { get }
    /// Whether what it prints is a report, which is kept also where the command ends with a failure that it reports.
    static var reportsFailures: Bool { get }
    /// As logs name it: words of the program alone.
    static var name: String { get }
    /// The file whose bytes it reads from `context.input`; `-` is standard input.
    var inputFile: String? { get }
    /// The file that takes what it prints on standard output; `-` is standard output itself. It is there only once the
    /// command has succeeded.
    var outputFile: String? { get }
    /// What the command does where its arguments ask for nothing of any installation; nil where they do.
    var withoutData: (@Sendable (any CommandOutput) async throws -> Void)? { get }

    /// The folder among its arguments that it writes to. It is made absolute before the command goes to a server, whose
    /// working folder is another.
    var outputFolder: String? { get }

    /// - Throws: `Failure` where it is refused, `UsageError` where its arguments can never be right.
    func run(in context: CommandContext) async throws
}

extension PlatformCommand {
    static var makesData: Bool { false }
    static var reportsFailures: Bool { false }
    var inputFile: String? { nil }
    var outputFile: String? { nil }
    var withoutData: (@Sendable (any CommandOutput) async throws -> Void)? { nil }
    var outputFolder: String? { nil }
}

/// What a running command works on.
struct CommandContext: Sendable {
    let platform: Platform
    /// The server's address without a slash at its end, for the links that the command prints.
    let baseURL: String
    let output: any CommandOutput
    let input: CommandInput

    /// The open customer.
    /// - Throws: `Failure` that says whether it is unknown or closed.
    func customer(_ slug: String) async throws -> Customer {
        do {
            return try await platform.customer(slug)
        } catch let failure as Failure where failure.kind == .notFound {
            let organization = try await organization(slug)
            throw Failure(
                .conflict(.state),
                "The organization \(organization.slug) is closed; nothing can be done in it any more.")
        }
    }

    /// One line on standard output.
    func print(_ line: String) { output.print(line) }

    /// One line on standard output, such as a JSON value.
    func print(_ line: [UInt8]) { output.write(line + [UInt8(ascii: "\n")], to: .standardOutput) }

    /// One line on standard error.
    func note(_ line: String) { output.write(Array("\(line)\n".utf8), to: .standardError) }
}

/// Where a command writes.
protocol CommandOutput: Sendable {
    /// Writes now and in order; what nobody reads any more is lost without an error.
    func write(_ bytes: [UInt8], to stream: OutputStream)

    /// Returns once what was written is on its way, so that much output does not pile up in memory.
    func settle() async
}

extension CommandOutput {
    func settle() async {}
}

extension CommandOutput {
    /// One line on standard output.
    func print(_ line: String) { write(Array("\(line)\n".utf8), to: .standardOutput) }

    /// One line that says what went wrong and what to do.
    func complain(_ line: String) { write(Array("instructors: \(Complaint.oneLine(line))\n".utf8), to: .standardError) }
}

/// The two streams that a command has.
enum OutputStream: Sendable, Equatable { case standardOutput, standardError }

/// The bytes of the command's file, from wherever it lies, read as they are wanted.
struct CommandInput: AsyncSequence, Sendable {
    typealias Element = [UInt8]

    /// The next bytes; nil at the end.
    let next: @Sendable () async throws -> [UInt8]?

    static let none = CommandInput { nil }

    func makeAsyncIterator() -> Iterator { Iterator(next: next) }

    struct Iterator: AsyncIteratorProtocol {
        let next: @Sendable () async throws -> [UInt8]?

        func next() async throws -> [UInt8]? { try await self.next() }
    }
}
