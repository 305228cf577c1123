import { z } from 'zod'

/** What a study froze before it was computed, as it is kept. */
export const protocole = z.object({
  methode: z.enum(['sc', 'sdid', 'event', 'did', 'its']),
  prudence: z.string().nullable(),
  graine: z.number(),
  annees: z.array(z.number()),
  traitees: z.array(z.string()),
  donneuses: z.array(z.string()),
  sansDonnees: z.array(z.string()),
  unite: z.string(),
  indicateurNom: z.string(),
  testsAvant: z.number(),
  /** Absent from the studies frozen before these were kept. */
  voisines: z.array(z.string()).optional(),
  ecartees: z
    .object({ proches: z.number(), taille: z.number(), incompletes: z.number(), lointaines: z.number() })
    .optional(),
  puissance: z.object({ plusPetitVisible: z.number(), annees: z.number() }).nullable().optional(),
  sources: z.array(
    z.object({
      file: z.string(),
      sha256: z.string(),
      producer: z.string(),
      millesime: z.string().nullable(),
      licence: z.string(),
    }),
  ),
})

export type Protocole = z.infer<typeof protocole>

const nombre = z.number().nullable()

/** What a study found, as it is kept. */
export const resultat = z.object({
  niveau: z.enum(['0', '1', '2', '3', 'N', 'I']),
  texte: z.string(),
  lignes: z.array(z.number()),
  effet: nombre,
  erreur: nombre,
  bas: nombre,
  haut: nombre,
  p: nombre,
  plusPetitVisible: nombre,
  avantFit: nombre,
  converge: z.boolean(),
  ecart: nombre,
  iterations: z.number(),
  poids: z.array(z.object({ code: z.string(), nom: z.string(), poids: z.number() })),
  placebos: z.array(z.number()),
  avertissements: z.array(z.object({ code: z.string(), message: z.string() })),
  trajectoires: z.object({
    annees: z.array(z.number()),
    traitees: z.array(nombre),
    comparaison: z.array(nombre),
  }),
  /** Absent from the studies frozen before these were kept. */
  sensibilite: z
    .array(
      z.object({
        changement: z.enum(['donneuse', 'concernee', 'date', 'bassin', 'passe', 'voisinage']),
        code: z.string().nullable(),
        nom: z.string().nullable(),
        libelle: z.string(),
        effet: nombre,
      }),
    )
    .optional(),
  tendances: z.object({ p: nombre, rupture: nombre }).optional(),
  secondEffet: nombre.optional(),
})

export type Resultat = z.infer<typeof resultat>
