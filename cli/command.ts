import { CommanderError } from 'commander'

/** Exit codes of the command line: done, refused with a sentence, wrong usage. */
export const EXIT = { done: 0, refused: 1, usage: 2 } as const

/** Prints the machine answer of a command: one JSON document on standard output, nothing else. */
export function printJson(answer: unknown): void {
  process.stdout.write(`${JSON.stringify(answer)}\n`)
}

/** Prints one sentence for a person. */
export function say(sentence: string): void {
  process.stdout.write(`${sentence}\n`)
}

/** The exit code of an error, after its sentence was printed on standard error. Bugs keep their stack. */
export function reportError(error: unknown): number {
  if (error instanceof CommanderError) return error.exitCode === 0 ? EXIT.done : EXIT.usage
  if (isExpected(error)) {
    process.stderr.write(`${error.message}\n`)
    return EXIT.refused
  }
  process.stderr.write(
    `Erreur inattendue : ${error instanceof Error ? (error.stack ?? error.message) : String(error)}\n`,
  )
  return EXIT.refused
}

// Told by what it carries, not by its class: the built server has its own copy of the classes.
function isExpected(error: unknown): error is Error {
  return error instanceof Error && 'isReportable' in error && error.isReportable === false
}
