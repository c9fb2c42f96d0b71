import HTTPClient
import Testing

@Test("The linked library says who it is")
func libraryVersion() {
    #expect(LibraryVersion.text.hasPrefix("libcurl/"))
}
