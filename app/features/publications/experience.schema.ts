import { z } from 'zod'
import type { IsoDate } from '#app/lib/dates.ts'
import { isoDay } from '#app/lib/form-values.ts'

export const experienceEtats = {
  brouillon: 'Brouillon',
  a_relire: 'À relire',
  relue: 'Relue',
} as const
export type ExperienceEtat = keyof typeof experienceEtats

export const experienceObjets = { document: 'Document-cadre', fiche: 'Fiche action' } as const
export type ExperienceObjet = keyof typeof experienceObjets

const long = z.string().trim().max(20_000)
const short = z.string().trim().max(500)

/** The sections of a case sheet, in their order; blocks hang on those where the project has something to say. */
export const experienceInput = z.object({
  titre: z.string().trim().min(1).max(300),
  mois: isoDay,
  typeAction: short,
  departement: short,
  surLeVif: long,
  surLeVifFonction: short,
  porteurs: long,
  objectifs: long,
  origine: long,
  description: long,
  bilan: long,
  nonMesure: z.boolean(),
  partenaires: long,
  moyensHumains: long,
  moyensFinanciers: long,
  moyensMateriels: long,
  notes: long,
  complement: long,
  contact: long,
})

export type ExperienceInput = z.infer<typeof experienceInput>

/** What a sheet is called and how it begins; the rest is the texts written by several people. */
export const experienceIdentiteInput = experienceInput.pick({
  titre: true,
  mois: true,
  typeAction: true,
  departement: true,
  surLeVif: true,
  surLeVifFonction: true,
  nonMesure: true,
})

export type ExperienceIdentite = z.infer<typeof experienceIdentiteInput>
export type ExperienceTexts = Omit<ExperienceInput, keyof ExperienceIdentite>

export const blocSections = [
  'porteurs',
  'objectifs',
  'origine',
  'description',
  'bilan',
  'partenaires',
  'moyensHumains',
  'moyensFinanciers',
  'moyensMateriels',
] as const
export type BlocSection = (typeof blocSections)[number]

/** A part of the sheet taken from the project: what it said on a day, and where it was read. */
export const blocSchema = z.object({
  cle: z.string(),
  section: z.enum(blocSections),
  titre: z.string(),
  lignes: z.array(z.string()),
  /** Figures the short version shows. */
  chiffres: z.array(z.object({ valeur: z.string(), label: z.string() })),
  source: z.string(),
})

export type LiveBloc = z.infer<typeof blocSchema>
export type Bloc = LiveBloc & { figeLe: IsoDate }

export const blocsSchema = z.array(blocSchema.extend({ figeLe: isoDay }))

/** What asks for a new sheet. */
export const proposalInput = z.object({
  sujet: z.string().regex(/^(fiche|document):.+$/),
  mois: isoDay,
})
