import { type AideEtat, aideEtats, type Concerne, concerneWords } from './aide.words.ts'

export interface AideFilter {
  search?: string | undefined
  /** Left out: all that is not set aside. */
  etat?: AideEtat | undefined
  /** Left out: all that is not certainly elsewhere. */
  concerne?: Concerne | undefined
  public?: string | undefined
  axeId?: string | undefined
  /** Only calls for projects. */
  appels: boolean
  /** Those whose deadline is over too. */
  passees: boolean
}

const isKeyOf = <Key extends string>(words: Record<Key, string>, text: string | undefined): text is Key =>
  text !== undefined && Object.hasOwn(words, text)

/** What the address asks of the watch. What is not understood is left out. */
export function parseAideFilter(params: URLSearchParams): AideFilter {
  const textOf = (name: string) => params.get(name)?.trim() || undefined
  const etat = textOf('etat')
  const concerne = textOf('concerne')
  return {
    search: textOf('q'),
    etat: isKeyOf(aideEtats, etat) ? etat : undefined,
    concerne: isKeyOf(concerneWords, concerne) ? concerne : undefined,
    public: textOf('public'),
    axeId: textOf('axe'),
    appels: params.get('appels') === 'oui',
    passees: params.get('passees') === 'oui',
  }
}
