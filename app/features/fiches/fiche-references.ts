import { plainName } from '#app/lib/tables/index.ts'
import type { LabelKind, Labels } from '#app/platform/fields.ts'

/** A thing a fiche refers to: its id, the name it goes by, and what else people write for it. */
export interface Reference {
  id: string
  label: string
  aliases: ReadonlyArray<string>
}

export type ReferenceKind = Extract<
  LabelKind,
  'axe' | 'theme' | 'document' | 'fiche' | 'commune' | 'qpv' | 'organisation'
>

export type Resolved = { ok: true; id: string } | { ok: false; reason: string }

/** Names both ways: an id to a name no other thing of its kind has, and a written name back to the id. */
export interface References {
  labels: Labels
  resolve: (kind: ReferenceKind, written: string) => Resolved
}

/** A semicolon separates items in a cell: it cannot be in a name. */
const cleaned = (label: string) => label.replaceAll(';', ',').replace(/\s+/g, ' ').trim()

export function makeReferences(all: Record<ReferenceKind, ReadonlyArray<Reference>>): References {
  const names = new Map<string, string>()
  const found = new Map<string, string | null>()
  for (const [kind, references] of Object.entries(all)) {
    const times = Map.groupBy(references, (its) => plainName(cleaned(its.label)))
    for (const its of references) {
      const label = cleaned(its.label)
      const isAlone = times.get(plainName(label))?.length === 1
      const unique = isAlone ? label : `${label} (${its.id})`
      names.set(`${kind}:${its.id}`, unique)
      add(found, `${kind}:${plainName(unique)}`, its.id)
      add(found, `${kind}:${plainName(its.id)}`, its.id)
      if (isAlone)
        for (const alias of its.aliases) if (alias) add(found, `${kind}:${plainName(alias)}`, its.id)
    }
  }
  return {
    labels: (kind, id) => names.get(`${kind}:${id}`) ?? id,
    resolve: (kind, written) => {
      const id = found.get(`${kind}:${plainName(written)}`)
      if (id) return { ok: true, id }
      const reason =
        id === null
          ? `« ${written} » peut désigner plusieurs choses : écrivez le nom entier, ou le code.`
          : `« ${written} » n’est pas connu dans ce territoire : corrigez le nom, ou créez-le d’abord.`
      return { ok: false, reason }
    },
  }
}

// Two things for one written name: neither is guessed.
function add(found: Map<string, string | null>, key: string, id: string): void {
  const known = found.get(key)
  found.set(key, known === undefined || known === id ? id : null)
}
