import { z } from 'zod'
import { csvLine } from '#app/lib/tables/csv-write.ts'
import { shorten } from '#app/lib/text.ts'
import type { InclusionFile } from './inclusion.words.ts'
import type { PublicFiche } from './public.schema.ts'

/** Where a permanent service is published, besides what its publication says. */
export interface PublishedService {
  contenu: PublicFiche
  adresse: string
  publieLe: string
  url: string
}

const text = z.string().nullable()
const codes = (...known: [string, ...string[]]) => z.array(z.enum(known)).min(1).nullable()

/*
 * The data·inclusion schema, version 1 (structures and services): every column, and of the code lists the words that
 * can honestly be told from a fiche. What is not known stays empty: nothing is guessed from a title.
 */

const structure = z.object({
  source: z.string(),
  id: z.string(),
  nom: z.string().min(3).max(150),
  date_maj: z.iso.date(),
  description: text,
  lien_source: z.url().nullable(),
  siret: z
    .string()
    .regex(/^\d{14}$/)
    .nullable(),
  commune: text,
  code_postal: text,
  code_insee: text,
  adresse: text,
  complement_adresse: text,
  longitude: z.number().nullable(),
  latitude: z.number().nullable(),
  telephone: text,
  courriel: text,
  site_web: text,
  horaires_accueil: text,
  accessibilite_lieu: text,
  reseaux_porteurs: z.array(z.string()).nullable(),
})

const service = z.object({
  source: z.string(),
  structure_id: z.string(),
  id: z.string(),
  nom: z.string().min(3).max(150),
  description: z.string().min(5).max(10_000),
  date_maj: z.iso.date(),
  lien_source: z.url().nullable(),
  type: text,
  thematiques: z.array(z.string()).nullable(),
  frais: text,
  frais_precisions: text,
  publics: codes('residents-qpv-frr'),
  publics_precisions: text,
  conditions_acces: text,
  commune: text,
  code_postal: text,
  code_insee: text,
  adresse: text,
  complement_adresse: text,
  longitude: z.number().nullable(),
  latitude: z.number().nullable(),
  telephone: text,
  courriel: text,
  modes_accueil: z.array(z.string()).nullable(),
  zone_eligibilite: z.array(z.string().regex(/^(\w{5}|\d{9})$/)).nullable(),
  contact_nom_prenom: text,
  lien_mobilisation: text,
  modes_mobilisation: z.array(z.string()).nullable(),
  mobilisable_par: z.array(z.string()).nullable(),
  mobilisation_precisions: text,
  volume_horaire_hebdomadaire: z.number().nullable(),
  nombre_semaines: z.int().nullable(),
  horaires_accueil: text,
})

export const inclusionSchemas = { structures: structure, services: service } as const satisfies Record<
  InclusionFile,
  z.ZodObject
>

export type InclusionRow = z.infer<typeof structure> | z.infer<typeof service>

/** Permanent: in progress without an end, with somebody who answers for it. Its means are those of the project or its own. */
export function isPermanentService({ etat, fin, porteur }: PublicFiche): boolean {
  return etat === 'En cours' && fin === null && porteur !== ''
}

interface Issuer {
  /** Who publishes: « maillage-valenciennes-metropole ». */
  source: string
  siren: string
}

/** The rows of one file, from what is published; a structure comes once whatever its services. */
export function inclusionRows(
  file: InclusionFile,
  published: ReadonlyArray<PublishedService>,
  issuer: Issuer,
): InclusionRow[] {
  const kept = published.filter(({ contenu }) => isPermanentService(contenu))
  if (file === 'services') return kept.map((its) => service.parse(serviceRow(its, issuer)))
  const byId = Map.groupBy(kept, ({ contenu }) => structureId(contenu))
  return [...byId].map(([id, its]) => structure.parse(structureRow(id, its, issuer)))
}

const structureId = ({ porteur, porteurSiret }: PublicFiche): string => porteurSiret ?? porteur

const blank = (schema: z.ZodObject): object =>
  Object.fromEntries(Object.keys(schema.shape).map((column) => [column, null]))

function structureRow(id: string, its: ReadonlyArray<PublishedService>, { source }: Issuer): object {
  const dates = its.map(({ publieLe }) => publieLe.slice(0, 10)).sort()
  const contenu = its[0]?.contenu
  return {
    ...blank(structure),
    source,
    id,
    nom: named(contenu?.porteur ?? id, contenu?.exemple ?? false),
    date_maj: dates.at(-1),
    siret: contenu?.porteurSiret ?? null,
  }
}

function serviceRow(
  { contenu, adresse, publieLe, url }: PublishedService,
  { source, siren }: Issuer,
): object {
  const { titre, resume, publicVise, communes, quartiers, exemple } = contenu
  const description = resume.trim().length >= 5 ? resume.trim() : `${titre}. ${publicVise}`.trim()
  return {
    ...blank(service),
    source,
    structure_id: structureId(contenu),
    id: adresse,
    nom: named(titre, exemple),
    description: shorten(description, 10_000),
    date_maj: publieLe.slice(0, 10),
    lien_source: url,
    publics: quartiers.length > 0 ? ['residents-qpv-frr'] : null,
    publics_precisions: publicVise || null,
    // The communes named; the whole intercommunality when none is and no neighbourhood either.
    zone_eligibilite:
      communes.length > 0 ? communes.map(({ code }) => code) : quartiers.length > 0 ? null : [siren],
  }
}

/** What is invented says so, within the 150 characters of the schema. */
function named(nom: string, exemple: boolean): string {
  if (!exemple || /exemple/i.test(nom)) return shorten(nom, 150)
  return `${shorten(nom, 140)} (exemple)`
}

/** The rows as the platform's CSV: lists are JSON arrays in their cell. */
export function inclusionCsv(file: InclusionFile, rows: ReadonlyArray<object>): string {
  const columns = Object.keys(inclusionSchemas[file].shape)
  const lines = rows.map((row) => csvLine(columns.map((column) => cell(Object(row)[column]))))
  return `\uFEFF${csvLine(columns)}${lines.join('')}`
}

function cell(value: unknown): string {
  if (value === null || value === undefined) return ''
  return Array.isArray(value) ? JSON.stringify(value) : String(value)
}
