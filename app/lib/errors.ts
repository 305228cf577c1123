/**
 * The three ways a command or a query can say no. Anything else that is thrown is a bug and goes up.
 * `isReportable` says whether the error deserves an alert: a rule that refused does not.
 */

/** The rule said no: a French sentence that says what to do, and the field it is about when there is one. */
export class Refusal extends Error {
  readonly isReportable = false
  readonly code: string
  readonly field: string | undefined
  /** What the screen needs to help further: both texts of a conflict, the lines of a bad file… */
  readonly details: unknown

  constructor(code: string, message: string, options: { field?: string; details?: unknown } = {}) {
    super(message)
    this.name = 'Refusal'
    this.code = code
    this.field = options.field
    this.details = options.details
  }
}

/** All that is wrong with a form at once, by field. */
export class InvalidInput extends Refusal {
  readonly fieldErrors: Record<string, string[]>

  constructor(fieldErrors: Record<string, string[]>) {
    super('saisie-invalide', 'Certaines réponses sont à corriger : elles sont signalées dans le formulaire.')
    this.name = 'InvalidInput'
    this.fieldErrors = fieldErrors
  }
}

/** Absent, or not visible to this person: the two answer exactly alike. */
export class NotFound extends Error {
  readonly isReportable = false

  constructor(message = 'Cette page n’existe pas, ou vous n’y avez pas accès.') {
    super(message)
    this.name = 'NotFound'
  }
}

/** Visible, but this person may not do this to it. */
export class Forbidden extends Error {
  readonly isReportable = false

  constructor(message = 'Votre rôle ne permet pas cette action. Demandez à la direction du projet.') {
    super(message)
    this.name = 'Forbidden'
  }
}
