import Foundation

let usage = """
    A payment desk: takes orders with tokens, decides on each, signs the good ones from the accounts of one
    wallet, delivers them over HTTP, and keeps everything in a sealed log. Killed at any moment and started
    again, it goes on where it was: each order is delivered exactly once.

        payment-desk FOLDER URL        takes the orders of FOLDER, delivers to URL/orders/<id>
        payment-desk verify FOLDER     verifies the log, and tells what was paid

    FOLDER holds desk.json, keys.json, wallet.json and orders.json. The environment variable DESK_PASSPHRASE
    opens the wallet and the log.
    """

@main
struct PaymentDesk {
    static func main() async {
        let arguments = Array(CommandLine.arguments.dropFirst())
        let passphrase = ProcessInfo.processInfo.environment["DESK_PASSPHRASE"] ?? ""
        guard arguments.count == 2, !passphrase.isEmpty else {
            complain(usage)
            exit(2)
        }
        // A connection that the upstream broke off is an error of that delivery, and not the end of the process.
        signal(SIGPIPE, SIG_IGN)
        do {
            if arguments[0] == "verify" {
                try verify(arguments[1] + "/swift", passphrase)
            } else {
                let desk = try Desk(folder: arguments[0], url: arguments[1], passphrase: passphrase)
                try await desk.run()
                try await desk.report()
            }
        } catch {
            complain("payment-desk: \(type(of: error)): \(error)")
            exit(1)
        }
    }

    private static func complain(_ text: String) {
        FileHandle.standardError.write(Data("\(text)\n".utf8))
    }
}
