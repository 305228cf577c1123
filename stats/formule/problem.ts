/** What is wrong with a formula: a French sentence, and where, counted from 0 in its text. */
export type FormulaProblem = { position: number; message: string }

/** Carries a problem out of the nested functions of this folder; their doors catch it and return the problem. */
export class FormulaError extends Error {
  readonly position: number

  constructor(position: number, message: string) {
    super(message)
    this.name = 'FormulaError'
    this.position = position
  }
}

export type Result<Success> = ({ ok: true } & Success) | { ok: false; problem: FormulaProblem }

/** Runs a function that may throw a `FormulaError`; anything else that is thrown is a bug and goes up. */
export function catchProblem<Success>(run: () => Success): Result<Success> {
  try {
    return { ok: true, ...run() }
  } catch (error) {
    if (!(error instanceof FormulaError)) throw error
    return { ok: false, problem: { position: error.position, message: error.message } }
  }
}
