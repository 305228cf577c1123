import { type DemoPersona, demoPersonas } from '#app/platform/demo.ts'

export type Code = DemoPersona['code']

export interface Row {
  /** Who gets the page: everybody else gets 403 or 404, and a visitor the sign-in page. */
  reads: ReadonlyArray<Code> | 'public'
  /** Who may send its form. To be said as soon as the route has an action. */
  writes?: ReadonlyArray<Code> | 'public'
  /** The same answer to everybody, visitors included: an address that opens only with a secret or a setting. */
  always?: number
  /** The values of the parameters of the address, or the page of the territory on which a link gives one. */
  params?: Record<string, string | { linkedFrom: string; pattern: RegExp }>
}

export const everyone: ReadonlyArray<Code> = demoPersonas.map((persona) => persona.code)

export const allBut = (...codes: Code[]): ReadonlyArray<Code> =>
  everyone.filter((code) => !codes.includes(code))

export const team: ReadonlyArray<Code> = ['direction', 'mission', 'ose', 'finances']

export const uuid = '[0-9a-f]{8}-[0-9a-f-]{27}'

/** The `id` of the first link of a list of the territory, or of the link with these words. */
export const idFrom = (list: string, words = '') => ({
  id: {
    linkedFrom: `/${list}`,
    pattern: new RegExp(`/${list.split('?')[0]}/(${uuid})"[^>]*>${words}`),
  },
})

export const authors: ReadonlyArray<Code> = ['direction', 'mission']

export const importers: ReadonlyArray<Code> = ['direction', 'mission', 'ose']

export const aCall = { code: 'CDV-2027' }

export const nothing = '00000000-0000-7000-8000-000000000000'
