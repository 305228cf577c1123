import { z } from 'zod'
import { isoDay } from '#app/lib/form-values.ts'

export const ficheNatures = { action: 'Action', programme: 'Programme' } as const
export type FicheNature = keyof typeof ficheNatures

export const ficheEtats = {
  idee: 'Idée',
  en_montage: 'En montage',
  validee: 'Validée',
  en_cours: 'En cours',
  terminee: 'Terminée',
  abandonnee: 'Abandonnée',
} as const
export type FicheEtat = keyof typeof ficheEtats

/** The states in which a fiche is part of the published project. */
export const publishedEtats: ReadonlyArray<FicheEtat> = ['validee', 'en_cours', 'terminee']

export const fichePortees = {
  territoire: 'Tout le territoire',
  communes: 'Certaines communes',
  qpv: 'Certains quartiers prioritaires',
} as const
export type FichePortee = keyof typeof fichePortees

// keys of const records, which Object.keys types as plain strings
const natures = Object.keys(ficheNatures) as [FicheNature, ...FicheNature[]]
const etats = Object.keys(ficheEtats) as [FicheEtat, ...FicheEtat[]]
const portees = Object.keys(fichePortees) as [FichePortee, ...FichePortee[]]

/** A digit keeps codes apart from the names of pages: « /fiches/import » is never a fiche. */
const CODE = /^(?=.*\d)[A-Za-z0-9][A-Za-z0-9_-]{0,39}$/
const codeSentence =
  'Écrivez un code de lettres sans accent, chiffres et tirets, avec un chiffre au moins, comme F-0012.'

const longText = z.string().trim().max(20_000)
const ids = z.array(z.string())
const optionalId = z.string().nullable()

/** What people fill in. An empty code asks for the next one of the territory. */
export const ficheInput = z.object({
  code: z
    .string()
    .trim()
    .refine((code) => code === '' || CODE.test(code), codeSentence),
  nature: z.enum(natures),
  titre: z.string().trim().min(1).max(300),
  resume: longText,
  contexte: longText,
  objectifs: longText,
  axeId: optionalId,
  autresAxeIds: ids,
  themeIds: ids,
  documentIds: ids,
  parentId: optionalId,
  portee: z.enum(portees),
  communeCodes: ids,
  qpvCodes: ids,
  publicVise: z.string().trim().max(2_000),
  beneficiairesPrevus: z.int().nonnegative().max(10_000_000).nullable(),
  porteurId: optionalId,
  operateurIds: ids,
  partenaireIds: ids,
  financeurIds: ids,
  gestionDirecte: z.boolean(),
  verificationOffre: longText,
  debut: isoDay.nullable(),
  fin: isoDay.nullable(),
  budgetCentimes: z.int().nonnegative().max(9_000_000_000_000).nullable(),
  lecons: longText,
})

export type FicheInput = z.infer<typeof ficheInput>

/** What is kept: the state moves by its own commands, never with the form. */
export const ficheRecord = ficheInput.extend({
  etat: z.enum(etats),
  motifEtat: z.string().trim().max(2_000),
  exemple: z.boolean(),
})

export type FicheRecord = z.infer<typeof ficheRecord>

export function isFicheEtat(value: unknown): value is FicheEtat {
  return typeof value === 'string' && value in ficheEtats
}

export function isFicheNature(value: unknown): value is FicheNature {
  return typeof value === 'string' && value in ficheNatures
}

/** A blank form. */
export const emptyFiche: FicheInput = {
  code: '',
  nature: 'action',
  titre: '',
  resume: '',
  contexte: '',
  objectifs: '',
  axeId: null,
  autresAxeIds: [],
  themeIds: [],
  documentIds: [],
  parentId: null,
  portee: 'territoire',
  communeCodes: [],
  qpvCodes: [],
  publicVise: '',
  beneficiairesPrevus: null,
  porteurId: null,
  operateurIds: [],
  partenaireIds: [],
  financeurIds: [],
  gestionDirecte: false,
  verificationOffre: '',
  debut: null,
  fin: null,
  budgetCentimes: null,
  lecons: '',
}
