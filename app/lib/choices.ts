/** The keys of a record of words, as the non-empty list that `z.enum` asks for. */
export const keysOf = <Key extends string>(record: Record<Key, string>) =>
  Object.keys(record) as [Key, ...Key[]] // Object.keys loses the keys of a const record

/** A record of words as the answers of a select. */
export const choicesOf = (record: Record<string, string>) =>
  Object.entries(record).map(([value, label]) => ({ value, label }))
