extension CountInterval {
    /// What is left of a whole when its parts are taken away; nil when nothing is, as far as anybody says.
    ///
    /// - Parameter isAllSaid: whether the parts are said to be all of it, so that what remains is a contradiction.
    func rest(without parts: CountInterval, isAllSaid: Bool) -> CountInterval? {
        let least = min.flatMap { min in parts.max.map { min - $0 } }
        let most = max.map { $0 - (parts.min ?? 0) }
        if isAllSaid, least ?? 0 <= 0, most ?? 0 >= 0 { return nil }
        if least == 0, most == 0 { return nil }
        // The parts of a sound whole leave at least nothing.
        let isSound = (most ?? 0) >= 0
        return CountInterval(min: isSound ? Swift.max(least ?? 0, 0) : least, max: most, value: nil)
    }
}
