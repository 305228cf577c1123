import { normaliseForSearch } from '#app/lib/text.ts'

/** The code of the refusal that asks who writes to make sure that nobody can be recognised. */
export const PERSONAL = 'personne-reconnaissable'

interface Sign {
  what: string
  pattern: RegExp
}

const NAME = "[A-ZÉÈÀÂÎÔÇ][\\p{L}’'-]+"

// Signs that someone may be recognised: a doubt to be lifted by who writes, not a proof.
const signs: readonly Sign[] = [
  {
    what: 'un numéro de sécurité sociale',
    pattern: /\b[12][ .]?\d{2}[ .]?(0[1-9]|1[0-2])[ .]?\d{2}[ .]?\d{3}[ .]?\d{3}\b/u,
  },
  { what: 'une adresse électronique', pattern: /[\w.+-]+@[\w-]+\.[a-z]{2,}/iu },
  { what: 'un numéro de téléphone', pattern: /(?:\+33|\b0)\s?[1-9](?:[ .-]?\d{2}){4}\b/u },
  {
    what: 'un nom de personne',
    pattern: new RegExp(`\\b(?:M\\.|MM\\.|Mme|Mlle|Monsieur|Madame|Dr|Docteur)\\s+${NAME}`, 'u'),
  },
  {
    what: 'un prénom avec un âge',
    pattern: new RegExp(`(?<!^|[.!?]\\s)\\b${NAME}(?:,\\s*|\\s*\\()\\d{1,2}\\s*ans\\b`, 'u'),
  },
  { what: 'une date de naissance', pattern: /\bnée?s? le\s+\d/iu },
  {
    what: 'une adresse précise',
    pattern: /\b\d{1,4}\s?(?:bis|ter)?,?\s(?:rue|avenue|boulevard|impasse|allée|chemin|place)\s/iu,
  },
]

/** What in a text could make a person recognisable, as words; empty when nothing was seen. */
export function personalSigns(text: string): string[] {
  return signs.filter(({ pattern }) => pattern.test(text)).map(({ what }) => what)
}

/** « transport, Accès aux soins » as a list without doubles. */
export function parseEtiquettes(text: string): string[] {
  const byKey = new Map<string, string>()
  for (const part of text.split(/[,;]/)) {
    const tag = part.trim()
    if (tag && !byKey.has(normaliseForSearch(tag))) byKey.set(normaliseForSearch(tag), tag)
  }
  return [...byKey.values()]
}
