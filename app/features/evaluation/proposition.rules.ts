import type { Critere, Objet } from './referentiel.schema.ts'

export interface Ancestry {
  axes: ReadonlyArray<{ id: string; numero: string; titre: string }>
  engagements: ReadonlyArray<{ id: string; texte: string; organisation: string; axeId: string | null }>
  /** Questions the framework already asks. */
  posees: ReadonlyArray<{ texte: string; axeId: string | null; engagementId: string | null; objet: Objet }>
}

export interface Proposition {
  /** What the form sends back: where the question comes from. */
  cle: string
  objet: Objet
  critere: Critere
  texte: string
  axeId: string | null
  engagementId: string | null
  jugement: string
  sources: string
}

const OF_THE_CONTRACT: ReadonlyArray<Omit<Proposition, 'axeId' | 'engagementId' | 'objet'>> = [
  {
    cle: 'va-cooperation',
    critere: 'coherence',
    texte: 'Les signataires travaillent-ils davantage ensemble qu’avant le contrat ?',
    jugement: 'Plus d’actions menées à plusieurs, plus de communes présentes aux instances.',
    sources: 'Fiches action et feuilles de présence, comptées par Maillage.',
  },
  {
    cle: 'va-droit-commun',
    critere: 'efficience',
    texte: 'Le contrat a-t-il mobilisé le droit commun de ses signataires ?',
    jugement: 'La part du droit commun dans le financement des actions augmente.',
    sources: 'Lignes de financement des dossiers, engagements de moyens.',
  },
  {
    cle: 'va-decision',
    critere: 'efficience',
    texte: 'Décide-t-on et paie-t-on plus vite ?',
    jugement: 'Le délai médian entre le dépôt d’un dossier et sa notification baisse.',
    sources: 'Dates des dossiers, comptées par Maillage.',
  },
  {
    cle: 'va-habitants',
    critere: 'participation',
    texte: 'Les habitants ont-ils pesé sur les décisions ?',
    jugement: 'Des décisions changées après un avis des conseils citoyens, citées une à une.',
    sources: 'Comptes rendus des instances, conseils citoyens.',
  },
]

/**
 * The questions a document calls for: one on the context and one on the actions for each axis, one for each commitment,
 * and those of the added value. Those already asked are left out. Pure.
 */
export function proposeQuestions({ axes, engagements, posees }: Ancestry): Proposition[] {
  const asked = new Set(posees.map((its) => keyOf(its)))
  const all = [
    ...axes.flatMap(ofAxe),
    ...engagements.map(ofEngagement),
    ...OF_THE_CONTRACT.map((its) => ({
      ...its,
      objet: 'valeur_ajoutee' as const,
      axeId: null,
      engagementId: null,
    })),
  ]
  return all.filter((its) => !asked.has(keyOf(its)))
}

/** A commitment or an axis is asked about once for each object; what has neither, by its words. */
function keyOf(its: Pick<Proposition, 'texte' | 'axeId' | 'engagementId' | 'objet'>): string {
  if (its.engagementId) return `engagement ${its.engagementId}`
  return its.axeId ? `axe ${its.axeId} ${its.objet}` : its.texte
}

function ofAxe({ id, numero, titre }: Ancestry['axes'][number]): Proposition[] {
  const name = `${numero}. ${titre}`
  const shared = { axeId: id, engagementId: null }
  return [
    {
      ...shared,
      cle: `contexte-${id}`,
      objet: 'contexte',
      critere: 'pertinence',
      texte: `La situation que vise l’axe « ${name} » a-t-elle changé, ici plus ou moins qu’ailleurs ?`,
      jugement: 'L’écart avec l’intercommunalité et les territoires semblables se réduit.',
      sources: 'Observatoire, diagnostics partagés.',
    },
    {
      ...shared,
      cle: `actions-${id}`,
      objet: 'actions',
      critere: 'efficacite',
      texte: `Les actions de l’axe « ${name} » ont-elles atteint les personnes et les résultats attendus ?`,
      jugement: 'Les résultats observés rejoignent les cibles écrites dans les fiches.',
      sources: 'Résultats des fiches action, comptes rendus.',
    },
  ]
}

function ofEngagement({ id, texte, organisation, axeId }: Ancestry['engagements'][number]): Proposition {
  return {
    cle: `engagement-${id}`,
    objet: 'valeur_ajoutee',
    critere: 'efficacite',
    texte: `L’engagement de ${organisation} est-il tenu : « ${texte.length > 300 ? `${texte.slice(0, 299)}…` : texte} » ?`,
    axeId,
    engagementId: id,
    jugement: 'L’engagement est tenu à son échéance, avec sa preuve.',
    sources: 'Suivi des engagements.',
  }
}
