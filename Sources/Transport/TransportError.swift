internal import Glibc

/// What can go wrong before bytes flow. Failures of one connection are not errors but outcomes of reading and writing.
package enum TransportError: Error, Equatable {
    /// Another process listens on this address.
    case addressInUse(SocketAddress)
    /// The address belongs to no interface of this machine.
    case addressNotAvailable(SocketAddress)
    /// Ports below 1024 need a privilege this process lacks.
    case permissionDenied(SocketAddress)
    /// The name gives no address; `reason` is the resolver's own sentence.
    case hostNotFound(host: String, reason: String)
    /// Any other refusal of the kernel.
    case systemCall(name: String, errorNumber: Int32)
}

extension TransportError: CustomStringConvertible {
    /// One line for a person.
    package var description: String {
        switch self {
        case .addressInUse(let address): "\(address) is in use by another process"
        case .addressNotAvailable(let address): "\(address) is not an address of this machine"
        case .permissionDenied(let address): "no permission to listen on \(address)"
        case .hostNotFound(let host, let reason): "cannot find host \(host): \(reason)"
        case .systemCall(let name, let errorNumber): "\(name) failed: \(Self.text(of: errorNumber))"
        }
    }

    /// The kernel's wording for an error number.
    static func text(of errorNumber: Int32) -> String {
        var buffer = [CChar](repeating: 0, count: 128)
        guard unsafe strerror_r(errorNumber, &buffer, buffer.count) == 0 else { return "error \(errorNumber)" }
        return String(decoding: buffer.prefix { $0 != 0 }.map(UInt8.init(bitPattern:)), as: UTF8.self)
    }
}
