import Testing

@testable import Transport

@Suite struct KernelTLSTests {
    @Test(arguments: [
        ("espintcp mptcp tls\n", true), ("tls\n", true), ("mptcp\n", false), ("espintls tlsx\n", false), ("", false),
    ])
    func `finds the kernel's TLS in the list of what it offers`(_ names: String, _ isOffered: Bool) {
        #expect(KernelTLS.lists(Array(names.utf8)) == isOffered)
    }
}
