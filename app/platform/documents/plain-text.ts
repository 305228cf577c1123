/*
 * What no format can print, or would print as something else: control characters (a DOCX with one does not open),
 * halves of characters, marks that reverse the direction of what follows (a text could show other than it is).
 */
const unprintable = /(?!\n)\p{Cc}|[\u{202a}-\u{202e}\u{2066}-\u{2069}\u{feff}\u{fffe}\u{ffff}]/gu

/** A text as it may be printed: line ends made one kind, tabs made spaces, what is unprintable left out. */
export function plainText(text: string): string {
  return text
    .toWellFormed()
    .replaceAll('\r\n', '\n')
    .replaceAll('\r', '\n')
    .replaceAll('\t', ' ')
    .replaceAll(unprintable, '')
}
