import { v7, validate } from 'uuid'

/** An identifier that cannot be given for another entity's: `Id<'fiche'>` is not an `Id<'commune'>`. */
export type Id<Kind extends string> = string & { readonly idOf: Kind }

/** A fresh UUIDv7, made before the insert; ids made later sort later. */
export function newId<Kind extends string>(): Id<Kind> {
  // as: a brand exists only for the compiler
  return v7() as Id<Kind>
}

/** Whether a text has the form of an identifier, of any version. */
export function isId(text: unknown): text is string {
  return typeof text === 'string' && validate(text)
}

/** The identifier in a URL or a form, lower-cased, or null when the text is not one. */
export function parseId<Kind extends string>(text: unknown): Id<Kind> | null {
  // as: a brand exists only for the compiler
  return isId(text) ? (text.toLowerCase() as Id<Kind>) : null
}
