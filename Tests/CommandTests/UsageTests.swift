import Testing

@testable import instructors

@Suite("Arguments and exit statuses")
struct UsageTests {
    @Test(
        "Bad usage ends with 2 and one line that names the way to help",
        arguments: [
            ["bogus"], ["organization", "create"], ["serve", "--port"], ["directory", "import", "havn"],
            ["demo", "--staff", "none"], ["demo", "--staff", "0"], ["sign-in-link", "havn"],
            ["organization", "create", "--nope"],
        ])
    func badUsage(arguments: [String]) async throws {
        let output = CapturedOutput()
        let status = await Invocation(arguments: arguments, environment: [:], output: output).run()
        #expect(status == .badUsage)
        #expect(output.output == "")
        #expect(output.error.hasPrefix("instructors: "))
        #expect(output.error.hasSuffix(" --help'.\n"))
        #expect(output.error.lineCount == 1)
    }

    @Test("The line names the command whose help says more")
    func namesTheCommand() async {
        let output = CapturedOutput()
        _ = await Invocation(arguments: ["organization", "create"], environment: [:], output: output).run()
        #expect(output.error.contains("See 'instructors organization create --help'."))
    }

    @Test(
        "Help goes to standard output and ends with 0",
        arguments: [["--help"], [], ["organization"], ["directory", "import", "--help"], ["--version"]])
    func help(arguments: [String]) async {
        let output = CapturedOutput()
        let status = await Invocation(arguments: arguments, environment: [:], output: output).run()
        #expect(status == .done)
        #expect(!output.output.isEmpty)
        #expect(output.error == "")
    }

    @Test(
        "A value that can never be right is bad usage",
        arguments: [
            ["organization", "create", "X", "--name", "N", "--domain", "n.example", "--admin", "a@n.example"],
            ["organization", "create", "havn", "--name", "N", "--domain", "n", "--admin", "a@n.example"],
            [
                "organization", "create", "havn", "--name", "N", "--domain", "n.example", "--admin", "a@n.example",
                "--seats", "0",
            ],
            ["serve", "--port", "70000"], ["serve", "--log-level", "loud"],
            [
                "organization", "create", "a", "--url", "ftp://x", "--name", "N", "--domain", "n.example", "--admin",
                "a@n.example",
            ],
        ])
    func badValues(arguments: [String]) async throws {
        let scratch = try Scratch()
        let output = CapturedOutput()
        let status = await Invocation(arguments: arguments, environment: scratch.environment, output: output).run()
        #expect(status == .badUsage)
        #expect(output.error.lineCount == 1)
    }

    @Test("A complaint stays one line, whatever a message holds")
    func oneLine() {
        #expect(Complaint.oneLine("a\r\nb\n\n c\u{1B}[31m\u{7}d") == "a b c[31md")
        #expect(Complaint.oneLine("Kō\u{301}\ty") == "Kō\u{301} y")
    }
}
