import ArgumentParser
import Domain

/// How a command ended, as its exit code.
enum ExitStatus: Int32, Sendable {
    case done = 0
    /// Refused or failed.
    case failed = 1
    case badUsage = 2
}

/// The command was called wrongly: a value that no state of the data would make right.
struct UsageError: Error, Sendable, Equatable {
    /// One sentence that names the remedy.
    let message: String
}

/// An error as one line for standard error, and the exit status that goes with it.
struct Complaint: Equatable {
    let status: ExitStatus
    let line: String

    init(_ error: any Error) {
        switch error {
        case let error as UsageError:
            (status, line) = (.badUsage, error.message)
        case let failure as Failure:
            (status, line) = (.failed, failure.message)
        case _ where Instructors.exitCode(for: error) == .validationFailure:
            let text = Self.oneLine(Instructors.message(for: error))
            let isSentence = text.utf8.last.map { ".?!".utf8.contains($0) } ?? true
            let command = Self.commandName(in: Instructors.fullMessage(for: error))
            (status, line) = (.badUsage, "\(text)\(isSentence ? "" : ".") See '\(command) --help'.")
        default:
            // Its text may hold anything; its type says enough to find it.
            (status, line) = (.failed, "Something failed inside the program: \(String(reflecting: type(of: error))).")
        }
    }

    /// Line breaks as spaces, so that a message stays one line; other control characters are left out.
    static func oneLine(_ text: String) -> String {
        var output = String.UnicodeScalarView()
        for scalar in text.unicodeScalars {
            let isBreak = scalar == "\n" || scalar == "\r" || scalar == "\t"
            if isBreak || scalar == " " {
                if output.last != " " { output.append(" ") }
            } else if scalar.properties.generalCategory != .control {
                output.append(scalar)
            }
        }
        return String(output)
    }

    /// The command of the usage line: `Usage: instructors organization create <slug> …`.
    private static func commandName(in full: String) -> String {
        for line in full.split(separator: "\n") where line.utf8.starts(with: "Usage: ".utf8) {
            let words = line.split(separator: " ").dropFirst().prefix { word in
                word.utf8.allSatisfy { byte in
                    (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte) || byte == UInt8(ascii: "-")
                } && word.utf8.first != UInt8(ascii: "-")
            }
            return words.joined(separator: " ")
        }
        return "instructors"
    }
}
