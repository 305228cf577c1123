/** Turns the id of a related thing into the name people know it by. */
export type Labels = (kind: LabelKind, id: string) => string

export type LabelKind =
  | 'organisation'
  | 'axe'
  | 'commune'
  | 'qpv'
  | 'theme'
  | 'document'
  | 'fiche'
  | 'personne'
  | 'perimetre'
  | 'zone'
  | 'instance'

/** The words of one field, said once: form, table, export and journal read them. */
export interface FieldText<Value> {
  label: string
  hint?: string
  cell: (value: Value, labels: Labels) => string
}

/** The words of all the fields of a shape; a field without words does not compile. */
export type Fields<Shape> = { [Key in keyof Shape]-?: FieldText<Shape[Key]> }

export const text = (value: string | null): string => value ?? ''

/** Label and text of every field of a record, in the order of its words, for a page of facts. */
export function factsOf<Shape extends object>(
  fields: Fields<Shape>,
  values: Shape,
  labels: Labels,
): Array<readonly [string, string]> {
  const keys = Object.keys(fields) as Array<keyof Shape> // Object.keys loses the key type
  return keys.map((key) => [fields[key].label, fields[key].cell(values[key], labels)] as const)
}
