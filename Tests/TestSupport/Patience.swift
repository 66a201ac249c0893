/// How many minutes a test may take that could wait for ever.
///
/// The limit runs from when a test is due, not from when it begins. With a sanitizer, whose tests take six times as long,
/// others have kept one from beginning for ten minutes.
package func patience(minutes: Int) -> Int {
    SitrepProgram.isSanitized ? max(minutes, 15) : minutes
}
